"""Breaks as data. Lines and figures are invented."""

from types import SimpleNamespace

import pandas as pd
import pytest

from pipeline.breaks import breaks_for, breaks_of, comparable, flag_breaks, read_breaks, starts_after_break
from pipeline.errors import PipelineError
from pipeline.periods import financial_year, month, twelve_months
from pipeline.project import Project


def drawn(*lines):
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    frame = pd.DataFrame(rows, columns=["source", "measure", "month", "area", "kind"])
    return frame.assign(month=pd.to_datetime(frame["month"]), note="invented")


def series(*periods):
    return pd.DataFrame({"period_start": [p.start for p in periods], "period_end": [p.end for p in periods]})


def span(period):
    return period.start, period.end


BREAKS = drawn(
    "police | all         | 2024-03 | all | break",
    "police | trafficking | 2024-09 | all | break",
    "police | trafficking | 2026-02 | all | provisional",
    "deaths | all         | 2019-01 | all | break",
)


def test_a_line_for_all_measures_concerns_each_of_its_source():
    assert len(breaks_for(BREAKS, "police", "trafficking")) == 3
    assert len(breaks_for(BREAKS, "police", "possession")) == 1


@pytest.mark.parametrize(
    ("measure", "earlier", "later", "expected"),
    [
        ("possession", "2022/23", "2023/24", False),  # the break of March 2024 lies in the later year
        ("possession", "2023/24", "2024/25", False),  # it lies in the earlier one
        ("possession", "2021/22", "2022/23", True),
        ("possession", "2024/25", "2025/26", True),
        ("trafficking", "2024/25", "2025/26", False),  # September 2024 is a break of trafficking only
    ],
)
def test_periods_compare_on_one_side_of_every_break(measure, earlier, later, expected):
    found = comparable(BREAKS, "police", measure, span(financial_year(earlier)), span(financial_year(later)))

    assert found is expected


def test_a_period_that_starts_with_the_break_compares_with_later_ones():
    earlier, later = twelve_months("2024-03", "2025-02"), twelve_months("2025-03", "2026-02")

    assert comparable(BREAKS, "police", "possession", span(earlier), span(later))


def test_a_period_that_ends_the_day_before_a_break_compares_with_earlier_ones():
    earlier, later = twelve_months("2022-03", "2023-02"), twelve_months("2023-03", "2024-02")

    assert comparable(BREAKS, "police", "possession", span(earlier), span(later))


def test_a_provisional_month_is_no_break():
    assert comparable(BREAKS, "police", "trafficking", span(month("2026-01")), span(month("2026-02")))


def test_a_break_late_in_a_year_stands_before_the_next_one():
    years = series(*map(financial_year, ["2022/23", "2023/24", "2024/25", "2025/26"]))

    assert starts_after_break(years, BREAKS, "police", "possession").tolist() == [False, False, True, False]


def test_a_break_early_in_a_year_stands_before_that_year():
    years = series(*map(financial_year, ["2023/24", "2024/25", "2025/26"]))
    breaks = drawn("police | all | 2024-09 | all | break")

    assert starts_after_break(years, breaks, "police", "trafficking").tolist() == [False, True, False]


def test_a_break_stands_before_its_own_month():
    months = series(*map(month, ["2024-08", "2024-09", "2024-10"]))

    assert starts_after_break(months, BREAKS, "police", "trafficking").tolist() == [False, True, False]


def test_nothing_stands_before_the_first_row():
    assert starts_after_break(series(month("2024-03")), BREAKS, "police", "possession").tolist() == [False]


def test_a_series_without_breaks_has_none():
    years = series(*map(financial_year, ["2023/24", "2024/25"]))

    assert starts_after_break(years, BREAKS, "schools", "exclusions").tolist() == [False, False]


def test_flags_reach_the_month_and_what_lies_after_it():
    figures = series(month("2026-01"), month("2026-02"), twelve_months("2025-03", "2026-02"), month("2026-02")).assign(
        source="police", area_code="E09000003", measure=["trafficking"] * 3 + ["possession"], flags="query"
    )

    flagged = flag_breaks(figures, BREAKS)

    assert flagged["flags"].tolist() == ["query", "provisional;query", "provisional;query", "query"]


def test_a_line_for_one_area_flags_no_other():
    figures = series(month("2026-02"), month("2026-02")).assign(
        source="police", area_code=["E09000003", "E09000004"], measure="possession", flags=""
    )

    flagged = flag_breaks(figures, drawn("police | all | 2026-02 | E09000003 | query"))

    assert flagged["flags"].tolist() == ["query", ""]


def test_an_edition_reads_its_own_release(tmp_path):
    lines = "source,measure,from_month,area,note,kind\nold,all,2020-01,all,invented,break\n"
    for release, text in (("2026-04", lines), ("2026-10", lines.replace("old", "new"))):
        folder = tmp_path / "data" / "raw" / "breaks" / release
        folder.mkdir(parents=True)
        (folder / "breaks.csv").write_text(text, encoding="utf-8")

    register = read_breaks(Project(tmp_path), tmp_path / "data" / "raw" / "breaks" / "2026-04")

    assert register["source"].tolist() == ["old"]


def test_a_line_about_one_release_is_gone_with_it(tmp_path):
    header = "source,measure,from_month,area,note,kind,release\n"
    lines = "police,all,2026-02,all,x,provisional,2026-04\npolice,all,2024-03,all,x,break,\n"
    project = write_breaks(tmp_path, header + lines)

    def kinds(release):
        held = {"police": SimpleNamespace(release=release)}
        return breaks_of(project, SimpleNamespace(releases={**held, "breaks": register}))["kind"].tolist()

    register = SimpleNamespace(folder=project.raw / "breaks" / "2026-04", release="2026-04")

    assert kinds("2026-04") == ["provisional", "break"]
    assert kinds("2026-05") == ["break"]


def write_breaks(root, content):
    folder = root / "data" / "raw" / "breaks" / "2026-04"
    folder.mkdir(parents=True)
    (folder / "breaks.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return Project(root)


def test_months_are_read_as_their_first_day(tmp_path):
    header = "source,measure,from_month,area,note,kind\n"
    project = write_breaks(tmp_path, header + "police,all,2024-03,all,invented,break\n")

    [line] = read_breaks(project).to_dict("records")

    assert line["month"] == pd.Timestamp("2024-03-01")


def test_every_bad_line_is_named(tmp_path):
    header = "source,measure,from_month,area,note,kind\n"
    project = write_breaks(tmp_path, header + "police,all,March,all,x,break\npolice,all,2024-03,Barnet,x,brake\n")

    with pytest.raises(PipelineError) as refused:
        read_breaks(project)

    assert "line 2: from_month March is not a month like 2026-02" in str(refused.value)
    assert "line 3: kind brake is not one of break, provisional, rounding, query" in str(refused.value)
    assert "line 3: area Barnet is not all or an ONS code" in str(refused.value)
    assert "File: data/raw/breaks/2026-04/breaks.csv" in str(refused.value)


@pytest.mark.parametrize("content", ["", b"\xff\xfe,", "source,measure\nx,y\n", "source\nx,y,z\n1,2,3,4\n"])
def test_what_is_no_table_of_breaks_is_refused_in_words(tmp_path, content):
    with pytest.raises(PipelineError, match="breaks: the table cannot be used"):
        read_breaks(write_breaks(tmp_path, content))


def test_without_a_file_breaks_would_go_unseen(tmp_path):
    with pytest.raises(PipelineError, match=r"breaks\.csv is missing"):
        read_breaks(Project(tmp_path))
