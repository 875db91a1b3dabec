"""Read a borough's folder: all its records, or one message with every fault of all its files."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.areas import Area
from pipeline.dropins import tables_at_hand
from pipeline.errors import did_you_mean
from pipeline.local.brand import Brand, with_logo
from pipeline.local.checks import between_records
from pipeline.local.commentary import read_commentary
from pipeline.local.data import BoroughData, Commentary
from pipeline.local.fault import Fault, refuse_all, unreadable
from pipeline.local.files import COMMENTARY, DECISIONS, PAPER, RECORDS, borough_folder, strays
from pipeline.local.lines import decode, toml_entries
from pipeline.local.personal import personal_data
from pipeline.local.records import Found, read_file
from pipeline.local.resourcing import PAPER_BLOCKS
from pipeline.project import Audience, Project


class _Text(NamedTuple):
    """A file's text by its path in the folder."""

    file: str
    text: str


def read_borough(
    project: Project, area: Area, audience: Audience = Audience.PUBLIC, chapters: Collection[str] | None = None
) -> BoroughData:
    """Return what this borough's files in data/raw/local/<slug>/ say; empty data where it has none.

    PipelineError names every fault of all its files. `chapters`: those a commentary may be on (the project's notebooks).
    """
    folder = borough_folder(project, area)
    if not folder.is_dir():
        return BoroughData(area.code)
    faults = [Fault(name, 0, what) for name, what in strays(folder)]
    texts, unread = _texts(folder)
    faults += unread
    faults += [fault for one in texts.values() for fault in _personal(one)]
    found, wrong = _records(texts)
    known = _chapters(project, area, found) if chapters is None else chapters
    commentary, paper, decisions, others = _written(texts, known)
    brand, unseen = _brand(folder, found)
    faults += [*wrong, *between_records(found), *others, *unseen]
    cure = f"Put each line right. `cdp local init {area.slug}` writes templates that explain every field; it overwrites nothing."
    refuse_all(area.name, f"data/raw/local/{area.slug}", faults, cure)
    return BoroughData(
        area.code, **_by_place(found) | {"brand": brand}, commentary=tuple(commentary), paper=paper, decisions=decisions,
        tables=tables_at_hand(folder, area, audience),
    )  # fmt: skip


def _texts(folder: Path) -> tuple[dict[str, _Text], list[Fault]]:
    """The texts of the files that are read, and those that are no text."""
    names = [name for name in (*RECORDS, PAPER, DECISIONS) if (folder / name).is_file()]
    written = sorted((folder / COMMENTARY).glob("*")) if (folder / COMMENTARY).is_dir() else []
    faults: list[Fault] = []
    for path in written:
        if path.suffix == ".md" and path.stem != "README":
            names.append(f"{COMMENTARY}/{path.name}")
        elif path.name != "README.md" and not path.name.startswith("."):
            faults.append(Fault(f"{COMMENTARY}/{path.name}", 0, "is not read: commentary is Markdown, <chapter>.md"))
    texts: dict[str, _Text] = {}
    for name in names:
        try:
            texts[name] = _Text(name, decode((folder / name).read_bytes()).replace("\r\n", "\n"))
        except ValueError as error:
            faults.append(unreadable(name, error))
    return texts, faults


def _personal(one: _Text) -> Iterator[Fault]:
    for found in personal_data(one.text):
        yield Fault(one.file, one.text.count("\n", 0, found.start) + 1, found.told)


def _records(texts: dict[str, _Text]) -> tuple[dict[str, Sequence[Found]], list[Fault]]:
    found: dict[str, Sequence[Found]] = {}
    faults: list[Fault] = []
    for file, kinds in RECORDS.items():
        if file in texts:
            try:
                found[file], wrong = read_file(file, texts[file].text, kinds)
            except ValueError as error:
                found[file], wrong = (), (unreadable(file, error),)
            faults += wrong
    return found, faults


def _by_place(found: dict[str, Sequence[Found]]) -> dict[str, Any]:
    places: dict[str, Any] = {}
    for one in (one for records in found.values() for one in records):
        if one.kind.several:
            places[one.kind.goes_to] = (*places.get(one.kind.goes_to, ()), one.record)
        else:
            places[one.kind.goes_to] = one.record
    return places


def _brand(folder: Path, found: dict[str, Sequence[Found]]) -> tuple[Brand, list[Fault]]:
    """The council's brand with its logo read, or what is wrong with the logo."""
    for one in found.get("governance.toml", ()):
        if isinstance(one.record, Brand):
            try:
                return with_logo(folder, one.record), []
            except ValueError as error:
                return Brand(), [Fault("governance.toml", one.entry.at("logo"), f"logo {error}")]
    return Brand(), []


def _chapters(project: Project, area: Area, found: dict[str, Sequence[Found]]) -> set[str]:
    """The project's chapters, the borough's own, and one for each of its own priorities; none if there is no notebook."""
    places = (project.notebooks, project.notebooks / "local" / area.slug)
    names = {path.stem for place in places for path in place.glob("*.ipynb")}
    numbers = [
        one.record.number for one in found.get("strategy.toml", []) if one.record and one.kind.table == "priority"
    ]
    return names and names | {f"priority-{number}" for number in numbers}


def _written(
    texts: dict[str, _Text], known: Collection[str]
) -> tuple[list[Commentary], dict[str, str], str, list[Fault]]:
    """The commentary, the board paper's blocks and the decisions, with their faults."""
    read = [read_commentary(*one, known) for name, one in texts.items() if name.startswith(f"{COMMENTARY}/")]
    faults = [fault for _, wrong in read for fault in wrong]
    paper: dict[str, str] = {}
    decisions = ""
    if PAPER in texts:
        paper, wrong = _paper(texts[PAPER])
        faults += wrong
    if DECISIONS in texts:
        decisions, wrong = _decisions(texts[DECISIONS])
        faults += wrong
    return [one for one, _ in read if one], paper, decisions, faults


def _paper(one: _Text) -> tuple[dict[str, str], list[Fault]]:
    try:
        tables = toml_entries(one.text)
    except ValueError as error:
        return {}, [unreadable(one.file, error)]
    faults = [
        Fault(one.file, entries[0].line, f"{entries[0].heading or name} is not expected: the file has one table, [paper]")
        for name, entries in tables.items() if name != "paper" or entries[0].heading != "[paper]"
    ]  # fmt: skip
    [entry] = tables.get("paper", [None])[:1]
    if entry is None or faults:
        return {}, faults
    for key, value in entry.values.items():
        if key not in PAPER_BLOCKS:
            faults.append(
                Fault(one.file, entry.at(key), f"{key} is no block of a board paper.{did_you_mean(key, PAPER_BLOCKS)}")
            )
        elif not isinstance(value, str):
            faults.append(Fault(one.file, entry.at(key), f"{key} {value} is not text: put it in quotation marks"))
    return {
        key: value.strip() for key, value in entry.values.items() if isinstance(value, str) and value.strip()
    }, faults


def _decisions(one: _Text) -> tuple[str, list[Fault]]:
    """The decisions as they stand; nothing where the file holds notes only."""
    try:
        return (one.text if toml_entries(one.text) else ""), []
    except ValueError as error:
        return "", [unreadable(one.file, error)]
