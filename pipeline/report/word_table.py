"""How wide the columns of a printed table are: room for the longest word of each, the rest by what they hold."""

from collections.abc import Iterable

from pipeline.display import Grid

# Widths in Arial's digits. A page holds so many at 9 and at 8 points; between two columns stand two.
_LINE, _FINE_LINE = 98, 110
_GAP = 2
_FEW = 5  # columns: a table with more is set in fine print
_SHORT = 70  # a table of short cells is narrower than the page: its numbers stand near their names
_WIDTHS = {
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 1.27), **dict.fromkeys("mMW%", 1.6), "w": 1.3,
    **dict.fromkeys("frtI()[]/-\"", 0.6), **dict.fromkeys("ijl.,:;'|! ", 0.5),
}  # fmt: skip
_BOLD = 1.1  # headings


def is_fine(grid: Grid) -> bool:
    """Whether a table is set in fine print."""
    return len(grid["columns"]) > _FEW


def widths(grid: Grid) -> list[float]:
    """Return the share of the page's width that each column gets, in per cent.

    None where the longest words do not fit beside each other: such a table is printed row by row.
    """
    labels = [column["label"] for column in grid["columns"]]
    columns = list(zip(*grid["rows"], strict=True)) if grid["rows"] else [()] * len(labels)
    least = [
        max(_BOLD * _longest(label.split()), _longest(word for cell in cells for word in cell.split())) + _GAP
        for label, cells in zip(labels, columns, strict=True)
    ]
    most = [max(low, _longest(cells) + _GAP) for low, cells in zip(least, columns, strict=True)]
    spare, wanted = (_FINE_LINE if is_fine(grid) else _LINE) - sum(least), sum(most) - sum(least)
    if spare < 0:
        return []
    share = min(1.0, spare / wanted) if wanted else 0.0
    needs = [low + share * (high - low) for low, high in zip(least, most, strict=True)]
    return [int(1000 * need / max(sum(needs), _SHORT)) / 10 for need in needs]


def _longest(texts: Iterable[str]) -> float:
    return max((sum(_WIDTHS.get(letter, 1.0) for letter in text) for text in texts), default=1.0)
