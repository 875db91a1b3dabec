"""The project's own figures in another folder, and a newer release of one source with planted revisions (invented)."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pandas as pd

from pipeline.project import Project

ROOT = Path(__file__).parents[2]
BARNET, HACKNEY = "E09000003", "E09000012"
REVISED = (  # area, offence, month, times
    (BARNET, "drug_trafficking", "2025-11", 1.3),
    (HACKNEY, "violence_with_injury", "2019-06", 1.05),
)


def copied(root: Path) -> Project:
    """Copy the raw figures, without any edition that is kept."""
    left_out = shutil.ignore_patterns("editions", "restricted", ".*")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw", ignore=left_out)
    (root / "notebooks").mkdir()
    return Project(root)


def plant(project: Project) -> str:
    """Add a release of recorded crime with two cells revised and a further month for all boroughs; return that month."""
    releases = sorted((project.raw / "mps_recorded_crime").iterdir())
    newest = releases[-1].with_name(f"{releases[-1].name}-planted")
    shutil.copytree(releases[-1], newest)
    table = pd.read_csv(newest / "borough_monthly.csv", dtype=str)
    last = table["month"].max()
    further = str(pd.Period(last, "M") + 1)
    for area, offence, month, times in REVISED:
        cell = (table["area_code"] == area) & (table["offence"] == offence) & (table["month"] == month)
        assert cell.sum() == 1
        table.loc[cell, "count"] = str(round(int(table.loc[cell, "count"].iloc[0]) * times))
    whole = pd.concat([table, table[table["month"] == last].assign(month=further)])
    whole.to_csv(newest / "borough_monthly.csv", index=False, lineterminator="\n")
    _vouch(newest)
    return further


def _vouch(folder: Path) -> None:
    record = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
    record["release"] = folder.name
    for name, facts in record["files"].items():
        facts["sha256"] = sha256((folder / name).read_bytes()).hexdigest()
    (folder / "provenance.json").write_text(json.dumps(record), encoding="utf-8")
