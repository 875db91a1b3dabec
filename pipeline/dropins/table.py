"""What a drop-in table is: a file that the partnership supplies, with its columns, its key and what adds up in it.

Every table has the common columns and its own. A column of groups has a word for everybody (`total`), so that groups,
totals and sums over time can be checked, made and protected without a line of code for any single table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

TOTAL = "all"  # the word for everybody in a column of groups; an empty cell says the same
SUPPRESSED, ROUNDED = "suppressed", "rounded5"
PROVISIONAL = "provisional"
NOT_STATED = "not stated"
BASE = "_of"  # a measure's denominator, in a table of one measure a row


@dataclass(frozen=True)
class Column:
    """One column. `type` is count, number, day, word or text; `words` are the allowed words, each as a page prints it.

    `group`: rows differ by it, and "all" or an empty cell is everybody; `overlaps`: one person may be in several groups.
    `people`: counts people or what happened to them, so that small counts are hidden from the public.
    `flow`: counts events, so that months add up to a year; people in treatment do not.
    `adds`: its groups add up to everybody.  `base`: the count that a number rests on, and is hidden with.
    """

    name: str
    type: str
    means: str
    example: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    needed: bool = False
    group: bool = False
    overlaps: bool = False
    people: bool = True
    flow: bool = True
    adds: bool = True
    base: str = ""


@dataclass(frozen=True)
class Tally:
    """A count made of the rows themselves (one agreement, one event): all rows, or those with a word in a column."""

    measure: str
    column: str = ""
    word: str = ""
    flow: bool = True


@dataclass(frozen=True)
class DropIn:
    """One of the partnership's own tables.

    `holder`: the role that holds it, as it stands inside a sentence.  `own`: its columns besides the common ones.
    `ids`: columns that tell rows of one period and group apart.  `pairs`: a column of kinds and the column of their
    groups.  `parts`: a count and the count it is a part of.  `tallies`: counts made of rows.
    `long`: one measure a row, named in this column, with numerator and denominator.
    `periods`: the kinds of period it may have; none named: every kind.
    """

    code: str
    name: str
    title: str
    holder: str
    about: str
    own: tuple[Column, ...]
    ids: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    tallies: tuple[Tally, ...] = ()
    restricted: bool = False
    long: str = ""
    periods: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file's name in the borough's folder."""
        return f"{self.code}-{self.name}.csv"

    @property
    def place(self) -> str:
        """Where the file lies inside the borough's folder."""
        return f"restricted/{self.file}" if self.restricted else self.file

    @property
    def source(self) -> str:
        """The id of the source that its figures become, and the parameter of its indicators."""
        return f"local_{self.name}"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column, in the order of the template."""
        return (*COMMON[:-1], *self.own, COMMON[-1])

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Columns of kinds, each with the column of its groups, the common pair first."""
        return (BREAKDOWN, *self.pairs)

    @property
    def groups(self) -> tuple[Column, ...]:
        """The columns of groups, the cohort first."""
        return tuple(column for column in self.columns if column.group)

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns that hold figures: counts and numbers."""
        return tuple(column for column in self.own if column.type in {"count", "number"})

    @property
    def measures(self) -> dict[str, Column]:
        """What its figures measure: columns of figures, tallies, and the measures of a table of one measure a row."""
        tallied = [Column(one.measure, "count", "", people=False, flow=one.flow) for one in self.tallies]
        long = self.column(self.long).words if self.long else {}
        named = [Column(f"{name}{end}", "count", "", flow=False) for name in long for end in ("", BASE)]
        return {column.name: column for column in (*([] if self.long else self.figures), *tallied, *named)}

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together occur once, the period apart."""
        named = [*(column.name for column in self.groups), *(name for pair in self.kinds for name in pair)]
        return ("area_code", *named, *self.ids, *([self.long] if self.long else []))

    def column(self, name: str) -> Column:
        """Return the column of this name."""
        return next(column for column in self.columns if column.name == name)

    def printed(self, name: str, word: str) -> str:
        """Return a word of a column as a page prints it."""
        known = {column.name: column.words for column in self.columns}
        return known.get(name, {}).get(word, word)


def count(name: str, means: str, example: str, *, people: bool = True, flow: bool = True) -> Column:
    """Return a column of whole numbers of 0 or more."""
    return Column(name, "count", means, example, people=people, flow=flow)


def number(  # noqa: PLR0913 - each fact by its name
    name: str, means: str, example: str, unit: str, *, base: str = "", adds: bool = False
) -> Column:
    """Return a column of numbers of 0 or more that are never added over time, and over groups only if so said."""
    return Column(name, "number", means, example, unit=unit, people=bool(base), flow=False, adds=adds, base=base)


def groups(
    name: str, means: str, words: Mapping[str, str] | None = None, example: str = TOTAL, *, overlaps: bool = False
) -> Column:
    """Return a column of groups: of these words, or without any of the partnership's own."""
    allowed = {TOTAL: TOTAL, **words} if words else {}
    return Column(name, "word" if words else "text", means, example, allowed, group=True, overlaps=overlaps)


def word(name: str, means: str, words: Mapping[str, str], example: str, *, needed: bool = True) -> Column:
    """Return a column whose cells are each one of these words."""
    return Column(name, "word", means, example, words, needed=needed)


def text(name: str, means: str, example: str, *, needed: bool = False) -> Column:
    """Return a column of any text."""
    return Column(name, "text", means, example, needed=needed)


def day(name: str, means: str, example: str, *, needed: bool = False) -> Column:
    """Return a column of dates."""
    return Column(name, "day", means, example, needed=needed)


def same(*words: str) -> dict[str, str]:
    """Return words that a page prints as they are, with spaces for underscores."""
    return {each: each.replace("_", " ") for each in words}


BREAKDOWN = ("breakdown_type", "breakdown_value")
CHARACTERISTICS = {
    "sex": "sex", "age": "age", "ethnicity5": "ethnic group", "ethnicity19": "detailed ethnic group",
    "disability": "disability", "orientation": "sexual orientation", "religion": "religion", "ward": "ward",
    "imd_decile": "deprivation tenth",
}  # fmt: skip
PERIOD_TYPES = same("month", "quarter", "FY", "CY", "rolling12", "3y")
COMMON = (
    text("area_code", "ONS code of the borough", "E09000003", needed=True),
    text("area_name", "name of the borough", "Barnet", needed=True),
    day("period_start", "first day of the period", "2025-04-01", needed=True),
    day("period_end", "last day of the period", "2026-03-31", needed=True),
    word("period_type", "FY is April to March, CY January to December, rolling12 any twelve months, 3y three years together",
         PERIOD_TYPES, "FY"),
    groups("cohort", "whom the row counts", {"adult": "adults", "yp": "young people"}, "adult"),
    word("breakdown_type", "a characteristic by which the row is broken down; empty for everybody", CHARACTERISTICS, "",
         needed=False),
    text("breakdown_value", "the group of that characteristic; ONS words for ethnic groups, ONS codes for wards", ""),
    text("source", "the system or return that the figures come from; never a person", "case management system", needed=True),
    day("extract_date", "day on which the figures were taken from it", "2026-05-01", needed=True),
    word("status", "how firm the figures are", same(PROVISIONAL, "final", "revised"), "final"),
    word("sdc_state", "raw: exact counts, small ones are hidden from the public here; suppressed: you have hidden small "
         "counts and left their cells empty; rounded5: you have rounded every count to the nearest 5",
         same("raw", SUPPRESSED, ROUNDED), "raw"),
    text("note", "anything a reader must know; never about one person", ""),
)  # fmt: skip
