"""The figures of a document as a workbook that anybody can read and calculate with: data-tables.xlsx, by gptables.

Its manner is that of the Government Analysis Function: a cover, contents and notes, then one table on each sheet.
"""

import io
import warnings
from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.areas import AREAS
from pipeline.project import Audience
from pipeline.report.admit import Bundle
from pipeline.report.extras import extra
from pipeline.report.number import References, panels_on
from pipeline.report.paper import TO_BE_COMPLETED
from pipeline.report.request import Page
from pipeline.report.stitch import StitchedChapter
from pipeline.report.workbook_sheet import Sheet, sheet
from pipeline.states import State
from pipeline.tables import FLAG_MARKS, ROUNDED_ZERO

CONTENTS, NOTES, EVIDENCE = "Contents", "Notes", "Evidence"
_WIDEST = 60  # letters
_ONE_TABLE = "This worksheet contains one table. Shorthand in square brackets is explained on the worksheet Notes."
# A text is a text whatever it begins with: nothing that came from a file is run as a formula or made a link.
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_COLUMNS = {
    "Number": "How many cases, people or events, before it is made a rate or a share",
    "Out of": "The residents, people or cases that the number is a part of",
    "Lower limit": "Lower end of the 95% confidence interval: what chance alone could explain",
    "Upper limit": "Upper end of the 95% confidence interval",
    "Beside London": "How the value compares with London's, with chance taken into account",
    "Beside England": "How the value compares with England's, with chance taken into account",
    "What to know": "What its publisher, or the way it was made, says about a figure",
    "First day": "The first day that the figure covers; Last day is the last",
    "Release": "The publisher's own name or month of what the figure was taken from",
}


def workbook_bytes(page: Page, refs: References, chapters: Sequence[StitchedChapter]) -> bytes:
    """Return the figures behind every chart and table of a document, in its order, as an Excel workbook.

    The arguments are what `compose` returns beside its page; the same inputs give the same bytes. Raises PipelineError
    naming what to install where gptables is missing.
    """
    gptables: Any = extra("gptables", "gptables", "The workbook of data tables", "workbook")
    file = io.BytesIO()
    sheets = {NOTES: _notes(gptables)} | {
        refs.label(bundle["id"]): _table(gptables, refs.label(bundle["id"]), bundle)
        for chapter in chapters
        for bundle in chapter.bundles
        if "csv" in bundle
    }
    panels = panels_on(chapters)
    sheets |= {EVIDENCE: _evidence(gptables, panels)} if panels else {}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No note text provided")  # the notes are a sheet of ours
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="gptables")
        book = gptables.produce_workbook(
            file, sheets, cover=_cover(gptables, page), contentsheet_label=CONTENTS,
            contentsheet_options={"column_names": ["Worksheet", "What it shows"]}, workbook_options=dict(_PLAIN),
        )  # fmt: skip
    for label, made in sheets.items():
        _narrow(book.get_worksheet_by_name(label), made.table)
    book.set_properties({"title": _title(page), "created": pd.Timestamp(page.edition.date).to_pydatetime()})
    book.close()
    return file.getvalue()


def _narrow(worksheet: Any, table: pd.DataFrame) -> None:
    """Columns of long texts no wider than can be read: their cells break into lines."""
    for place in range(table.shape[1]):
        if max(len(str(cell)) for cell in table.iloc[:, place]) > _WIDEST:
            worksheet.set_column(place, place, _WIDEST)


def _title(page: Page) -> str:
    return f"Data tables of the {page.document.name.lower()}: {page.area.name}"


def _cover(gptables: Any, page: Page) -> Any:
    partners = page.audience != Audience.PUBLIC
    held = ["Holds restricted figures: for the partnership only, not for publication."] if partners else []
    day = pd.Timestamp(page.edition.date)
    return gptables.Cover(
        title=_title(page),
        intro=[
            f"The figures behind every chart and table of the {page.document.name.lower()} of {page.area.spoken}.",
            f"Status: {page.status.words}. {page.status.note}",
            *held,
            f"Edition {page.edition.id}: figures at hand on {day.day} {day:%B %Y}.",
        ],
        about=[
            f"The worksheet {CONTENTS} leads to each table. Worksheets are named as on the page, and in its order.",
            "Numbers are as calculated, not rounded as on the page; tables of words stand as printed. Where there is no "
            "number a mark says why.",
            f"The worksheet {NOTES} explains the marks and the columns.",
            "A small number that could point to a person is hidden here as it is on the page.",
        ],
        contact=[TO_BE_COMPLETED],
    )


def _notes(gptables: Any) -> Any:
    """The sheet that explains every mark and column."""
    said = [
        *(state.words for state in State if state.mark),
        *(words for _, words in FLAG_MARKS.values()),
        ROUNDED_ZERO[1],
    ]
    meanings: dict[str, list[str]] = {}
    for mark, _, meaning in (words.partition(" ") for words in said):
        meanings.setdefault(mark, []).append(meaning)
    rows = [*((mark, ", or ".join(held)) for mark, held in meanings.items()), *_COLUMNS.items()]
    table = pd.DataFrame(rows, columns=["Mark or column", "What it means"])
    return gptables.GPTable(
        table, "notes", "Notes: marks and columns", instructions="This worksheet contains one table.",
        index_columns={2: 0},
    )  # fmt: skip


def _evidence(gptables: Any, panels: Sequence[Bundle]) -> Any:
    """The sheet of what lies behind the headline numbers and key sentences, a line for each fact."""
    rows = [[panel["title"], fact["term"], fact["text"]] for panel in panels for fact in panel["facts"]]
    table = pd.DataFrame(rows, columns=["Headline", "What", "Evidence"])
    return gptables.GPTable(
        table, "evidence", "Evidence: what lies behind the headline numbers and key sentences",
        instructions=_ONE_TABLE, index_columns={2: 0},
    )  # fmt: skip


def _table(gptables: Any, label: str, bundle: Bundle) -> Any:
    made = sheet(bundle)
    return gptables.GPTable(
        _frame(made), label.lower().replace(" ", "_"), f"{label}: {_headline(bundle)}",
        subtitles=[bundle["subtitle"]] if bundle.get("subtitle") else [], instructions=_ONE_TABLE,
        legend=_legend(made, bundle), source=bundle.get("source"), units=made.units or None, index_columns={2: 0},
    )  # fmt: skip


def _frame(made: Sheet) -> pd.DataFrame:
    """The table; one that has no rows says so with a mark in each column."""
    rows = made.rows or [[State.NOT_AVAILABLE.mark] * len(made.columns)]
    return pd.DataFrame(rows, columns=made.columns, dtype=object)


def _headline(bundle: Bundle) -> str:
    if bundle["kind"] == "figure":
        return str(bundle["headline"])
    if bundle["kind"] == "spine":
        return f"How {AREAS[bundle['area_code']].spoken} compares: {bundle['caption']}"
    return str(bundle["table"]["caption"])


def _legend(made: Sheet, bundle: Bundle) -> list[str]:
    """Its notes as on the page, then the marks that they have not explained yet."""
    said = [note["text"] if isinstance(note, dict) else note for note in bundle.get("notes", [])]
    notes = [*said, *bundle.get("table", {}).get("notes", []), *made.marks]
    return list(dict.fromkeys(note for note in notes if note))
