"""What is wrong with a raw table, in words: by line, column and value, all at once."""

from math import prod

import pandas as pd

SHOWN = 100  # lines named in one message; the number of the others is said


def repeated_rows(raw: pd.DataFrame, key: tuple[str, ...]) -> dict[int, str]:
    """Return, by line, the rows that repeat the key of an earlier row, each with the line it repeats."""
    if not key or not set(key) <= set(raw.columns):
        return {}
    names = list(key)
    again = raw.loc[raw.duplicated(names), names]
    first = raw.loc[raw.duplicated(names, keep=False) & ~raw.duplicated(names), names]
    lines = {tuple(row): line for line, *row in first.itertuples()}
    return {line: f"repeats line {lines[tuple(row)]} ({_named(names, row)})" for line, *row in again.itertuples()}


def _named(names: list[str], row: list[str]) -> str:
    return ", ".join(f"{name} {cell}" for name, cell in zip(names, row, strict=True))


def describe_absent(raw: pd.DataFrame, key: tuple[str, ...]) -> str:
    """Return which combinations of the key are absent from a table that should have them all; empty when none is."""
    expected = prod(raw[name].nunique() for name in key)
    if expected == len(raw):
        return ""
    everything = pd.MultiIndex.from_product([raw[name].unique() for name in key])
    absent = everything.difference(pd.MultiIndex.from_frame(raw[list(key)]))
    shown = [f"  no row for {_named(list(key), list(row))}" for row in absent[:SHOWN]]
    rest = [f"  and {len(absent) - SHOWN} more"] if len(absent) > SHOWN else []
    return "\n".join([f"{len(absent)} of {expected} rows are missing: zeros are written out here.", "", *shown, *rest])


def describe(failures: pd.DataFrame, repeated: dict[int, str], rows: int) -> str:
    """Return every fault, those of the whole table first, then line by line; empty when there is none.

    `failures` are pandera's failure cases: those of a column that is missing or not expected carry no line.
    """
    cases = failures.to_dict("records")
    whole = [_of_table(case) for case in cases if pd.isna(case["index"])]
    lines: dict[int, list[str]] = {}
    for case in (case for case in cases if pd.notna(case["index"])):
        texts = lines.setdefault(int(case["index"]), [])
        texts.extend([] if _of_cell(case) in texts else [_of_cell(case)])
    for line, text in repeated.items():
        lines.setdefault(line, []).append(text)
    if not whole and not lines:
        return ""
    headline = f"{len(lines)} of {rows} rows cannot be used." if lines else "the table cannot be used."
    shown = [f"  line {line}: {'; '.join(texts)}" for line, texts in sorted(lines.items())[:SHOWN]]
    rest = [f"  and {len(lines) - SHOWN} lines more"] if len(lines) > SHOWN else []
    return "\n".join([headline, "", *(f"  {text}" for text in whole), *shown, *rest])


def _of_table(case: dict) -> str:
    return {
        "column_in_dataframe": f"column {case['failure_case']} is missing",
        "column_in_schema": f"column {case['failure_case']} is not expected",
    }.get(str(case["check"]), f"{case['column']}: {case['check']}")


def _of_cell(case: dict) -> str:
    """Say which rule a cell broke; a rule over several columns says all of it itself."""
    if case["schema_context"] == "DataFrameSchema":
        return str(case["check"])
    value = str(case["failure_case"])
    return f"{case['column']} {value if value.strip() else '(empty)'} is not {case['check']}"
