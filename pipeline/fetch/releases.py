"""The releases of a source that are at hand, and what a new one is called.

Publishers revise without renaming. A release that was read once never changes (reports were made from it), so other
tables under the same name land beside it as `2026-05.r02`, which sorts behind 2026-05 and before 2026-06.
"""

import re
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.release import issue_of
from pipeline.sources.source import Source, read_table

_NAME = re.compile(r"\d{4}[0-9A-Za-z-]*(\.r\d\d)?")
_REVISION = re.compile(r"\.r(\d\d)$")


def releases_at_hand(folder: Path) -> list[Path]:
    """Return the folders of a source's releases, the newest last; what is being landed is none."""
    return sorted(path.parent for path in folder.glob("[!.]*/provenance.json"))


def refuse_name(release: str) -> None:
    """Pass for a name that sorts by age; ValueError for another, which a reader must not give."""
    if not _NAME.fullmatch(release):
        raise ValueError(f"a reader called its release {release!r}: a year, month or day like 2024-25 or 2026-05")


def free_name(folder: Path, release: str) -> str:
    """Return what to call a release of this name: itself, or its next revision where that name is taken."""
    base = issue_of(release)
    taken = [path.name for path in folder.glob(f"{base}*") if issue_of(path.name) == base]
    if not taken:
        return base
    newest = max(int(found[1]) if (found := _REVISION.search(name)) else 1 for name in taken)
    if newest >= 99:
        raise PipelineError(f"{base} has been revised 99 times: a name for one more is missing.")
    return f"{base}.r{newest + 1:02}"


def with_same_tables(source: Source, staged: Path, releases: list[Path]) -> Path | None:
    """Return the newest release that says just what the staged one does, whatever the order of its rows.

    Only the newest of all and those of the staged one's name are looked at: figures that came back are figures again.
    """
    of_name = [path for path in releases if issue_of(path.name) == issue_of(staged.name)]
    for release in sorted({*releases[-1:], *of_name[-1:]}, reverse=True):
        if all(_same(source, table.file, staged, release) for table in source.tables):
            return release
    return None


def _same(source: Source, file: str, staged: Path, release: Path) -> bool:
    if not (release / file).is_file():
        return False
    if (release / file).read_bytes() == (staged / file).read_bytes():
        return True
    try:
        ours, theirs = (_rows(source, file, folder) for folder in (staged, release))
    except PipelineError:  # the layout is another one now
        return False
    return ours.equals(theirs)


def _rows(source: Source, file: str, folder: Path) -> pd.DataFrame:
    """Return a table's rows in an order of their own, numbers as numbers: 1 and 1.0 say the same."""
    [table] = [table for table in source.tables if table.file == file]
    rows = read_table(source.id, table, folder).drop(columns="row")
    numbers = rows.select_dtypes("number").columns
    rows = rows.astype(dict.fromkeys(numbers, "float64"))[sorted(rows.columns)]
    return rows.sort_values(list(rows.columns), ignore_index=True)
