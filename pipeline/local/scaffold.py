"""Templates of a borough's files, written from the records' own fields: every field explained, nothing filled in."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from pipeline.areas import Area
from pipeline.local.field import Field, Kind
from pipeline.local.files import COMMENTARY, DECISIONS, PAPER, RECORDS, borough_folder
from pipeline.local.planning import CLAIM
from pipeline.local.resourcing import PAPER_BLOCKS
from pipeline.local.rule import TEXT, THEME
from pipeline.project import Project

NOTE, EXAMPLE = "## ", "# "  # a note explains; an example becomes a record when its # is taken away
HOW = (
    "Lines with two # explain. A line with one # is an example: take the # away and write your own words.",
    "What is not needed may be left out. Roles and organisations only: nobody's name, e-mail address or telephone number.",
)
PAPER_ABOUT = "The author's blocks of the board paper. A block left out is printed as: to be completed."
DECISIONS_TEXT = """\
## recommendations.toml: what the partnership decided about each draft. The ids are printed beside the drafts.
## decided: accepted, edited or dropped. on: the day. by: the body that decided, never a person. findings: the ids
## printed beside the draft. reason: why it was dropped (needed then).
## Accepted or edited may set owner (a role), by_when (a day) and target; edited also verb, object, group and measure.
# [[decision]]
# id = "{slug}.deaths-panel"
# decided = "accepted"
# on = 2026-12-10
# by = "Combating Drugs Partnership"
# findings = ["{slug}.drug_poisoning_death_rate.level"]
# owner = "Director of Public Health"
# by_when = 2027-06-30
"""
COMMENTARY_TEXT = """\
# Commentary

The partnership's own words on a chapter: one file each, named like the chapter, such as `treatment.md`. The first two
lines say which role signs it and when; after a blank line comes Markdown (paragraphs, lists, links, headings).

    role: Director of Public Health
    date: 2026-11-30

    We read the fall in referrals as a change of recording.

No result is typed in it: a figure stands in `figures.csv` with its paper, or comes from an indicator, and is printed
beside the words. No name of a person, no e-mail address, no telephone number, no pictures. This file is not read.
"""


def init_borough(project: Project, area: Area) -> list[Path]:
    """Write the templates that a borough does not have yet, and return them; nothing is overwritten."""
    folder = borough_folder(project, area)
    missing = {folder / name: text for name, text in templates(area).items() if not (folder / name).exists()}
    for path, text in missing.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(missing)


def templates(area: Area) -> dict[str, str]:
    """Return the template of each file by its name; read as it stands, each says nothing."""
    records = {name: (_csv if name.endswith(".csv") else _toml)(name, kinds) for name, kinds in RECORDS.items()}
    return {
        **records, PAPER: _paper(), DECISIONS: DECISIONS_TEXT.format(slug=area.slug),
        f"{COMMENTARY}/README.md": COMMENTARY_TEXT,
    }  # fmt: skip


def _opening(name: str, about: str) -> list[str]:
    return [f"{NOTE}{name}: {about}", *(f"{NOTE}{line}" for line in HOW)]


def _toml(name: str, kinds: Sequence[Kind]) -> str:
    lines = _opening(name, f"{', '.join(kind.heading for kind in kinds)}.")
    for kind in kinds:
        lines += ["", f"{NOTE}{kind.about}{' Repeat it for each.' if kind.several else ''}", f"{EXAMPLE}{kind.heading}"]
        for field, hint in _fields(kind):
            lines += [f"{NOTE}{_explained(*field)}", f"{EXAMPLE}{field[0]} = {_value(field[1], hint)}"]
    return "\n".join([*lines, ""])


def _csv(name: str, kinds: Sequence[Kind]) -> str:
    [kind] = kinds
    named = [field for field, _ in _fields(kind)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field for field, _ in named])
    text.write(EXAMPLE)
    writer.writerow([field.example for _, field in named])
    return "\n".join(
        [*_opening(name, kind.about), *(f"{NOTE}{_explained(*field)}" for field in named), text.getvalue()]
    )


def _fields(kind: Kind) -> list[tuple[tuple[str, Field], Any]]:
    hints = get_type_hints(kind.record)
    return [((one.name, kind.fields[one.name]), hints[one.name]) for one in fields(kind.record)]


def _explained(name: str, field: Field) -> str:
    rule = "" if field.rule in (TEXT, THEME) else f"; {field.rule.words}"
    return f"{name}{' (needed)' if field.needed else ''}: {field.words}{rule}"


def _value(field: Field, hint: Any) -> str:
    """An example as TOML."""
    if get_origin(hint) is not tuple:
        return field.example if hint is int else _quoted(field.example)
    item = get_args(hint)[0]
    if is_dataclass(item):
        given = [f"{name} = {_quoted(one.example)}" for name, one in CLAIM.fields.items() if one.example]
        return f"[{{ {', '.join(given)} }}]"
    parts = [part.strip() for part in field.example.split(";") if part.strip()]
    return f"[{', '.join(part if item is int else _quoted(part) for part in parts)}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _paper() -> str:
    blocks = [line for name, words in PAPER_BLOCKS.items() for line in (f"{NOTE}{words}", f'{EXAMPLE}{name} = "Text."')]
    return "\n".join([*_opening(PAPER, PAPER_ABOUT), f"{EXAMPLE}[paper]", *blocks, ""])
