"""Running notebooks: plan the runs, check them before a kernel starts, run them side by side, keep what may be kept.

A run is one chapter for one area. What goes to a worker and what comes back are bytes, so that workers need no
shared folder; only this process writes beside the reports.
"""

import sys

# nbformat loads jsonschema, and that, where it finds it, a grammar of web addresses in all scripts: two seconds of every
# process, for a check that no notebook asks for. A None here is to jsonschema a package that is not installed; this
# module comes before nbformat in every process of a build (pipeline.report imports it too), and in no notebook's kernel.
GRAMMAR = "rfc3987_syntax"
if GRAMMAR not in sys.modules:
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]
