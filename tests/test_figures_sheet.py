"""Quicker drawing changes no byte: words without measuring, sheets made ahead."""

import matplotlib as mpl
import pytest
from matplotlib.text import Text

from pipeline.figures import panel, prepare, sheet, svg_pair
from pipeline.figures.panel import Panel


def invented(ax):
    drawn = Panel(ax, 100, 30, 30, 20, title="offences & more $5 to $6")
    drawn.frame((0, 1), (0, 1))
    drawn.rules([0.5])
    for place, align in enumerate(("left", "center", "right")):
        drawn.write(50, 20 + 25 * place, f"Barnet {place} <b>", align=align, weight=600, color="#12436D")
    drawn.write(80, 60, "on a ground", back="#ffffff", align="center")
    drawn.write(80, 60, "")


def test_words_are_written_as_matplotlib_itself_writes_them(monkeypatch):
    ours = svg_pair(invented, "drawn", "Invented")
    monkeypatch.setattr(panel, "Words", Text)

    assert svg_pair(invented, "drawn", "Invented") == ours


def test_words_are_measured_where_the_drawing_is_no_svg(tmp_path):
    figure = mpl.figure.Figure(figsize=(7.4, 3.7))
    invented(figure.add_subplot())
    figure.savefig(tmp_path / "drawn.png")

    assert (tmp_path / "drawn.png").stat().st_size > 1_000


@pytest.fixture
def ahead():
    prepare(1)
    yield sheet
    sheet._ready.clear()


def test_a_sheet_made_ahead_gives_the_same_drawing(ahead):
    first, second = (svg_pair(invented, "drawn", "Invented") for _ in range(2))

    assert first == second
    assert not any(ahead._ready.values())


def test_a_sheet_made_before_matplotlib_was_set_otherwise_is_not_drawn_on(ahead):
    [(made, _)] = ahead._ready[7.4]
    with mpl.rc_context({"axes.facecolor": "#000000"}):
        assert ahead.sheet(7.4) is not made


def test_sheets_made_ahead_leave_matplotlib_set_as_it_was():
    before = dict(mpl.rcParams)
    prepare(1)
    sheet._ready.clear()

    assert dict(mpl.rcParams) == before
