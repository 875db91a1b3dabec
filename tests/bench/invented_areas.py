"""More areas than London has, in a copy of the project: invented, with the real ones' figures scaled."""

import subprocess
import sys
from pathlib import Path

_TABLES = """
import json, sys
import pandas as pd
from pipeline.areas import BOROUGHS
from pipeline.editions import load_edition
from pipeline.processed import STATE, _inputs, _sizes, read_indicators, tables_hash
from pipeline.project import Audience, Project
from pathlib import Path
project, public = Project(Path(sys.argv[1])), Audience.PUBLIC
table = read_indicators(project)
real = [area.code for area in BOROUGHS[:33]]
parts = [table[~table["area_code"].str.startswith("E09999")]]
for place, area in enumerate(BOROUGHS[33:]):
    rows = table[table["area_code"] == real[place % 33]].assign(area_code=area.code)
    for name in ("numerator", "denominator"):
        rows[name] = (rows[name] * (1 + place / 1000)).round()
    parts.append(rows)
attrs = table.attrs
table = pd.concat(parts, ignore_index=True)
table.attrs = attrs
path = project.indicators(public)
table.to_parquet(path, index=False, compression="zstd")
state = json.loads(path.with_name(STATE).read_text())
state |= {"inputs": _inputs(load_edition(project)), "bytes": _sizes(project, public), "sha256": tables_hash(project, public)}
path.with_name(STATE).write_text(json.dumps(state))
"""


def with_areas(root: Path, count: int) -> None:
    """Let the copy in `root` have so many boroughs, and rows for all of them."""
    areas = root / "pipeline" / "areas.py"
    text = areas.read_text(encoding="utf-8")
    start = text.index('_BOROUGHS = """') + len('_BOROUGHS = """')
    end = text.index('"""', start)
    real = [line for line in text[start:end].strip().splitlines() if not line.startswith("E09999")]
    more = [
        f"E09999{place:03d} | Invented {_word(place)} | I{place} | {10 + place // 8} {1 + place % 8}"
        for place in range(count - 33)
    ]
    areas.write_text(text[:start] + "\n" + "\n".join([*real, *more]) + "\n" + text[end:], encoding="utf-8")
    subprocess.run(
        [sys.executable, "-c", _TABLES, str(root)], cwd=root, env={"PYTHONPATH": str(root), "PATH": ""}, check=True
    )  # fmt: skip


def _word(place: int) -> str:
    """A name of letters alone, as the names of boroughs are."""
    return chr(ord("a") + place // 26) + chr(ord("a") + place % 26)
