"""What everybody would do first: papermill for each chapter and borough, then nbconvert for each notebook.

    python tests/bench/plain.py PROJECT BUNDLES OUT barnet/supply barnet/demand ...

The figures of each run lie ready in BUNDLES: making them is not counted against the plain way.
"""

import os
import sys
from pathlib import Path

sys.path.pop(0)  # this folder: it holds a file with the name of a standard module

import papermill
from nbconvert import HTMLExporter
from nbformat import read


def main() -> None:
    """Run and convert, one after the other, in this process."""
    project, bundles, out = map(Path, sys.argv[1:4])
    os.environ["CDP_PROJECT"] = str(project)
    exporter = HTMLExporter(exclude_input=True)
    for asked in sys.argv[4:]:
        borough, chapter = asked.split("/")
        os.environ["CDP_BUNDLE"] = str(bundles / f"{borough}-{chapter}.parquet")
        made = out / f"{borough}-{chapter}.ipynb"
        papermill.execute_notebook(
            str(project / "notebooks" / f"{chapter}.ipynb"), str(made), {"borough": borough, "edition": "latest"},
            kernel_name="python3", cwd=str(project / "notebooks"), progress_bar=False,
        )  # fmt: skip
        html, _ = exporter.from_notebook_node(read(made, as_version=4))
        made.with_suffix(".html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    main()
