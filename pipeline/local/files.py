"""A borough's folder: which file holds which records, what else may lie in it, and its hashes."""

import hashlib
import re
from pathlib import Path

from pipeline.areas import AREAS, Area
from pipeline.errors import PipelineError, did_you_mean
from pipeline.local.brand import LOGOS
from pipeline.local.field import Kind
from pipeline.local.governing import BOARD, BRAND, CONFLICT, MEMBER, MILESTONE, PARTNERSHIP
from pipeline.local.planning import ACTION, MEASURE, MESSAGE, PRIORITY, STRATEGY
from pipeline.local.resourcing import FIGURE, FUNDING, HEARD, SERVICE
from pipeline.project import REVIEW, SIGNED, Audience, Project

RECORDS: dict[str, tuple[Kind, ...]] = {
    "governance.toml": (PARTNERSHIP, BOARD, CONFLICT, BRAND),
    "milestones.csv": (MILESTONE,),
    "members.csv": (MEMBER,),
    "strategy.toml": (STRATEGY, PRIORITY, MEASURE),
    "messages.toml": (MESSAGE,),
    "funding.csv": (FUNDING,),
    "services.csv": (SERVICE,),
    "figures.csv": (FIGURE,),
    "actions.csv": (ACTION,),
    "voice.toml": (HEARD,),
}
PAPER, DECISIONS = "paper.toml", "recommendations.toml"
COMMENTARY, RESTRICTED = "commentary", "restricted"
KNOWN = (*RECORDS, PAPER, DECISIONS, COMMENTARY, RESTRICTED, *LOGOS)
BESIDE = ("README.md", "provenance.json", "DATA-DICTIONARY.md", SIGNED, REVIEW)
_TABLE = re.compile(
    r"L(\d{1,2})\b.*\.(csv|xlsx|ods|xls)", re.IGNORECASE
)  # L1-referrals.csv: pipeline.dropins reads them
_HIDDEN = (".", "~$")  # an editor's or a spreadsheet's own


def local_folder(project: Project) -> Path:
    """Return the folder of all boroughs' own files."""
    return project.raw / "local"


def borough_folder(project: Project, area: Area) -> Path:
    """Return where an area keeps its own files; a merged area has its own, and never its members'."""
    return local_folder(project) / area.slug


def borough_files(project: Project, area: Area, audience: Audience = Audience.PUBLIC) -> dict[str, str]:
    """Return the sha256 of each of a borough's files by its path in the folder; restricted/ for partners only."""
    folder = borough_folder(project, area)
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in found.items()
        if not any(part.startswith(_HIDDEN) for part in name.split("/"))
        and (audience == Audience.PARTNERS or not name.startswith(f"{RESTRICTED}/"))
    }


def strays(folder: Path) -> list[tuple[str, str]]:
    """Return what no reader knows in a borough's folder, each with what may have been meant."""
    return [
        (path.name, f"is not a file that is read.{did_you_mean(path.name, KNOWN)}")
        for path in sorted(folder.iterdir())
        if path.name not in (*KNOWN, *BESIDE) and not path.name.startswith(_HIDDEN) and not _TABLE.fullmatch(path.name)
    ]


def every_borough(project: Project) -> tuple[Area, ...]:
    """Return the areas that have files of their own; PipelineError names the folders that are no area's."""
    folder = local_folder(project)
    names = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    by_slug = {area.slug: area for area in AREAS.values() if area.kind in {"borough", "merged"}}
    wrong = [f"  {name}{did_you_mean(name, by_slug)}" for name in names if name not in by_slug and name[0] != "."]
    if wrong:
        cure = "Name each folder like its borough in a report's address, such as barking-and-dagenham."
        raise PipelineError("\n".join(["data/raw/local holds folders that are no borough's.", "", *wrong, "", cure]))
    return tuple(by_slug[name] for name in names if name in by_slug)
