"""What new code in one notebook takes in a process that stays, as an editor's companion would: seconds, on stdout.

python tests/bench/resident.py PROJECT BOROUGH NOTEBOOK
"""

import json
import sys
import time
from pathlib import Path

sys.path.pop(0)  # this folder: it holds a file with the name of a standard module

from pipeline.areas import find_area
from pipeline.build import Choices, build
from pipeline.project import Project


def main() -> None:
    """Build, change the last cell of the notebook, build again; print how long that took."""
    project, area, path = Project(Path(sys.argv[1])), find_area(sys.argv[2]), Path(sys.argv[3])
    choices = Choices(documents=("needs-assessment",))
    build(project, [area], choices)
    text = path.read_text(encoding="utf-8")
    for number in (1, 2):  # the first forks the server of workers, which then stays
        notebook = json.loads(text)
        last = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][-1]
        last["source"] = "".join(last["source"]) + f"\n# thought again {number}"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        start = time.monotonic()
        result = build(project, [area], choices)
        taken = time.monotonic() - start
    path.write_text(text, encoding="utf-8")
    print(f"{taken:.1f} s, {result.runs} notebook run")


if __name__ == "__main__":
    main()
