"""Running notebooks: plan the runs, check them before a kernel starts, run them side by side, keep what may be kept.

A run is one chapter for one area. What goes to a worker and what comes back are bytes, so that workers need no
shared folder; only this process writes beside the reports.
"""
