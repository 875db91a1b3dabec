"""What cells have to do with one another on paper: a total and its parts, a percentage or rate and its base."""

from dataclasses import dataclass

from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Line:
    """One linear statement about counts: low <= sum of coefficient x cell <= high, all whole numbers."""

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Sum:
    """A total is the sum of its parts; ids name the same cell in every table, document and edition.

    `where` names the table, so that a message can, and so that secondary suppression stays in the same table.
    """

    total: str
    parts: tuple[str, ...]
    where: str = ""

    def __post_init__(self) -> None:
        """Refuse a cell that stands twice."""
        if len({self.total, *self.parts}) != len(self.parts) + 1:
            raise PipelineError(f"{self.where or 'a sum'}: {self.total} and its parts name one cell twice.")

    @property
    def cells(self) -> tuple[str, ...]:
        """The total, then the parts."""
        return (self.total, *self.parts)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sum as one equation."""
        return (Line((*((part, 1) for part in self.parts), (self.total, -1)), 0, 0),)

    def __str__(self) -> str:
        """The sum in words, for a report."""
        return f"{self.total} = {' + '.join(self.parts)}" + (f" ({self.where})" if self.where else "")


@dataclass(frozen=True)
class Share:
    """A percentage or rate printed for a part of a base: both counts are tied to it within its rounding.

    `printed` with `decimals` digits after the point, for each `per` of the base (100 for a percentage).
    """

    part: str
    base: str
    printed: float
    decimals: int = 0
    per: int = 100
    where: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The base, then the part."""
        return (self.base, self.part)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rounding as two inequalities in whole numbers: printed - half a digit <= per x part / base <= + half."""
        digits = 10**self.decimals
        scaled, weight = round(self.printed * digits), 2 * self.per * digits
        return (
            Line(((self.part, weight), (self.base, 1 - 2 * scaled)), 0, None),
            Line(((self.part, weight), (self.base, -1 - 2 * scaled)), None, 0),
        )

    def __str__(self) -> str:
        """The share in words, for a report."""
        what = f"{self.printed:.{self.decimals}f} per {self.per:,} of {self.base} printed for {self.part}"
        return what + (f" ({self.where})" if self.where else "")


Relation = Sum | Share
