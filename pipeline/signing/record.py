"""The record of what was signed: data/raw/local/<borough>/signed.toml, one table for each document, roles only.

It is no figure and no input of a run: signing a document runs no notebook again.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.areas import Area
from pipeline.documents import DOCUMENTS
from pipeline.errors import PipelineError, did_you_mean
from pipeline.files import write_whole
from pipeline.local.lines import decode
from pipeline.project import SIGNED, Project
from pipeline.signing.role import refuse_name

_SHA = re.compile(r"[0-9a-f]{64}")
_EDITION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HEAD = (
    "# Written by `cdp sign`: what was signed, by role. A document whose content has changed since is a draft again.\n"
)
CURE = "Take the file back as it was kept, or remove it and sign again: cdp sign BOROUGH DOCUMENT --role ROLE"


@dataclass(frozen=True)
class Signature:
    """One document signed: by which role, on which day (ISO), its content's sha256, and the edition that was kept."""

    document: str
    role: str
    date: str
    content: str
    edition: str


def signed_file(project: Project, area: Area) -> Path:
    """Return where a borough's signatures are."""
    return project.raw / "local" / area.slug / SIGNED


def read_signatures(project: Project, area: Area) -> dict[str, Signature]:
    """Return the signature of each signed document; PipelineError with every fault of a file that was edited by hand."""
    path = signed_file(project, area)
    if not path.is_file():
        return {}
    shown = path.relative_to(project.root).as_posix()
    try:
        tables = tomllib.loads(decode(path.read_bytes()))
    except ValueError as error:
        raise PipelineError(f"{shown} cannot be read: {error}.\n{CURE}") from None
    faults = [f"  [{name}] {fault}" for name, table in tables.items() for fault in _faults(name, table)]
    if faults:
        raise PipelineError("\n".join([f"{shown} is not as `cdp sign` wrote it.", "", *faults, "", CURE]))
    return {name: Signature(name, **table) for name, table in tables.items()}


def sign(project: Project, area: Area, signature: Signature) -> None:
    """Put a signature in the place of the document's last one; PipelineError if it is not whole."""
    told = asdict(signature)
    faults = [f"  {fault}" for fault in _faults(told.pop("document"), told)]
    if faults:
        raise PipelineError("\n".join(["Not signed.", *faults]))
    _write(project, area, read_signatures(project, area) | {signature.document: signature})


def take_back(project: Project, area: Area, before: Mapping[str, Signature]) -> None:
    """Leave the signatures as they were before one that could not be kept; no file where there were none."""
    if before:
        _write(project, area, before)
    else:
        signed_file(project, area).unlink(missing_ok=True)


def _write(project: Project, area: Area, signatures: Mapping[str, Signature]) -> None:
    parts = [_HEAD]
    for document in (one.id for one in DOCUMENTS if one.id in signatures):
        told = {name: value for name, value in asdict(signatures[document]).items() if name != "document"}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in told.items()]
        parts.append("".join([f"\n[{document}]\n", *lines]))
    write_whole(signed_file(project, area), "".join(parts).encode())


def _faults(name: str, table: Any) -> list[str]:
    """What of one table is not as it must be, in words."""
    known = [one.id for one in DOCUMENTS]
    faults = [] if name in known else [f"is no document.{did_you_mean(name, known)}"]
    wanted = ("role", "date", "content", "edition")
    if not isinstance(table, dict) or set(table) != set(wanted):
        return [*faults, f"holds other fields than {', '.join(wanted)}"]
    try:
        refuse_name(str(table["role"]))
    except PipelineError as error:
        faults.append(str(error))
    rules: dict[str, Callable[[str], object]] = {
        "date": _is_day,
        "content": _SHA.fullmatch,
        "edition": _EDITION.fullmatch,
    }
    return faults + [f"{key} {table[key]} is not one" for key, rule in rules.items() if not rule(str(table[key]))]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
