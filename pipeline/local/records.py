"""Records from entries, driven by the dataclasses: each value by its field's rule, every fault by its key and value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from pipeline.errors import did_you_mean
from pipeline.local.fault import Fault
from pipeline.local.field import Field, Kind
from pipeline.local.lines import Entry, Rows, csv_rows, toml_entries
from pipeline.local.planning import CLAIM


class Found(NamedTuple):
    """A record with the entry it was read from; no record where it has a fault, but the values that have none."""

    kind: Kind
    record: Any
    entry: Entry
    values: Mapping[str, Any]


@lru_cache(maxsize=256)  # every chapter of a borough reads the same texts
def read_file(file: str, text: str, kinds: tuple[Kind, ...]) -> tuple[tuple[Found, ...], tuple[Fault, ...]]:
    """Return the records of a file and its faults; ValueError for a text that is no TOML or CSV at all."""
    found, faults = _csv(file, csv_rows(text), kinds[0]) if file.endswith(".csv") else _toml(file, text, kinds)
    return tuple(found), (*faults, *_repeated(file, found))


def _toml(file: str, text: str, kinds: Sequence[Kind]) -> tuple[list[Found], list[Fault]]:
    tables = toml_entries(text)
    faults = [
        Fault(file, entries[0].line, f"{entries[0].heading or name} is not expected{_did_you_mean(name, kinds)}")
        for name, entries in tables.items() if name not in {kind.table for kind in kinds}
    ]  # fmt: skip
    found: list[Found] = []
    for kind in kinds:
        for entry in tables.get(kind.table, []):
            faults += _misheaded(file, entry, kind)
            one, wrong = _found(kind, entry)
            faults += [Fault(file, entry.at(key), what) for key, what in wrong]
            found.append(one)
    return found, faults


def _did_you_mean(name: str, kinds: Sequence[Kind]) -> str:
    hint = did_you_mean(name, [kind.table for kind in kinds])
    return next((f". Did you mean {kind.heading}?" for kind in kinds if f" {kind.table}?" in hint), "")


def _misheaded(file: str, entry: Entry, kind: Kind) -> Iterator[Fault]:
    if entry.heading != kind.heading:
        why = "there can be several" if kind.several else "there is one"
        yield Fault(file, entry.line, f"{entry.heading or kind.table} is written {kind.heading}: {why}")


def _csv(file: str, rows: Rows, kind: Kind) -> tuple[list[Found], list[Fault]]:
    faults = [Fault(file, line, what) for line, what in (*_header(rows, kind), *rows.faults)]
    absent = {name for name, field in kind.fields.items() if field.needed} - set(rows.columns)
    found: list[Found] = []
    for entry in rows.entries:
        one, wrong = _found(kind, entry, cells=True)
        faults += [Fault(file, entry.line, what) for key, what in wrong if key in kind.fields and key not in absent]
        found.append(one)
    return found, faults


def _header(rows: Rows, kind: Kind) -> Iterator[tuple[int, str]]:
    """What is wrong with the columns of a CSV file."""
    if not rows.columns:
        return
    if len(rows.columns) == 1 and (";" in rows.columns[0] or "\t" in rows.columns[0]):
        yield rows.line, "the columns are not separated by commas: save the file as CSV, comma delimited, in UTF-8"
        return
    for number, name in enumerate(rows.columns):
        if name not in kind.fields:
            hint = did_you_mean(name, [known for known in kind.fields if known not in rows.columns])
            yield rows.line, f"column {name or f'{number + 1} (no name)'} is not expected.{hint}".removesuffix(".")
        elif name in rows.columns[:number]:
            yield rows.line, f"column {name} is there twice"
    for name, field in kind.fields.items():
        if field.needed and name not in rows.columns:
            yield rows.line, f"column {name} is missing"


def _found(kind: Kind, entry: Entry, cells: bool = False) -> tuple[Found, list[tuple[str, str]]]:
    values, wrong = read_values(kind, entry.values, cells)
    return Found(kind, None if wrong else kind.record(**values), entry, values), wrong


def read_values(
    kind: Kind, values: Mapping[str, Any], cells: bool = False
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return a record's values, and every fault by its key. `cells`: lists are texts joined with "; "."""
    faults = [
        (name, f"{name} is not expected.{did_you_mean(name, set(kind.fields) - set(values))}".removesuffix("."))
        for name in values if name not in kind.fields
    ]  # fmt: skip
    kept: dict[str, Any] = {}
    for name, hint in _hints(kind.record).items():
        try:
            kept[name] = _read(kind.fields[name], hint, values.get(name, ""), cells)
        except ValueError as error:
            faults.append((name, f"{name} {error}"))
    return kept, faults


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)


def _read(field: Field, hint: Any, raw: Any, cells: bool) -> Any:
    if isinstance(raw, str):
        raw = raw.strip()
    if raw in ("", []):
        if field.needed:
            raise ValueError("is missing")
        return () if get_origin(hint) is tuple else hint()
    if get_origin(hint) is not tuple:
        return hint(field.rule.read(_text(raw)))
    item = get_args(hint)[0]
    if is_dataclass(item):
        return tuple(_inner(raw))
    return tuple(item(field.rule.read(_text(each))) for each in _items(raw, cells))


def _text(raw: Any) -> str:
    """A value as text: a number without a point and a date need no quotation marks."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, list | dict):
        raise ValueError("is a list: write one text in quotation marks")
    raise ValueError(f"{raw} is not text: put it in quotation marks")


def _items(raw: Any, cells: bool) -> list[Any]:
    if cells:
        return [part.strip() for part in str(raw).split(";") if part.strip()]
    if not isinstance(raw, list):
        raise ValueError(
            f'{raw} is not a list: write ["{raw}"]' if isinstance(raw, str) else f"{raw} is not a list: write [{raw}]"
        )
    if "" in raw:
        raise ValueError("holds an empty text: leave it out")
    return raw


def _inner(raw: Any) -> list[Any]:
    """The claims of a message."""
    if not isinstance(raw, list) or not all(isinstance(each, Mapping) for each in raw):
        raise ValueError('is not a list of claims: write [{ indicator = "...", judge = "level", said = "lower" }]')
    wrong: list[str] = []
    claims: list[Any] = []
    for number, values in enumerate(raw, start=1):
        kept, faults = read_values(CLAIM, values)
        wrong += [f"{number}: {what}" for _, what in faults]
        claims += [] if faults else [CLAIM.record(**kept)]
    if wrong:
        raise ValueError("; ".join(wrong))
    return claims


def _repeated(file: str, found: Sequence[Found]) -> Iterator[Fault]:
    """Ids are unique in their file, whatever they are of: findings and links go by file and id."""
    first: dict[str, int] = {}
    for one in found:
        name = str(one.entry.values.get("id", "")).strip()
        line = one.entry.at("id")
        if name and name in first:
            yield Fault(file, line, f"id {name} is used twice, first in line {first[name]}")
        elif name:
            first[name] = line
