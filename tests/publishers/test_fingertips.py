"""Public health profiles: invented rows in the exact header of its CSV and, where at hand, two real cut answers."""

import csv
import io
import os
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.fingertips import FEED, PROFILES_FEED, carry_latest, carry_profiles
from pipeline.publishers.fingertips_rows import period_of, read_rows
from pipeline.sources import PUBLISHED

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "published"
HELD = ROOT / "data" / "raw" / "fingertips" / "2026-09-24"
HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,"
    "Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,"
    "Denominator,Value note,Recent Trend,Compared to England value or percentiles,"
    "Compared to Regions (statistical) value or percentiles,Time period Sortable,New data,Compared to goal,"
    "Time period range"
)
METADATA = """Indicator ID,Indicator,Definition,Rationale,Unit,Value type,Year type,Polarity
92432,Deaths from drug misuse,"Two lines,
quoted",why,"per 100,000",Directly standardised rate,Calendar,RAG - Low is good
90244,Successful completion: opiates,share,why,%,Proportion,Financial,RAG - High is good
94240,Deprivation score,score,why,,Score,Calendar,BOB - Blue orange blue
"""
NAMES = {"E09000007": "Camden", "E09000012": "Hackney", "E12000007": "London region", "E92000001": "England"}
DAY = datetime(2026, 11, 20, 12)  # when the invented files were got


def line(area, **given):
    """One row of the export, its cells by header; unnamed cells are empty. The figures are invented."""
    named = {"id": "92432", "period": "2022 - 24", "sortable": "20220000", "value": "5.5", "sex": "Persons"} | given
    cells = dict.fromkeys(HEADER.split(","), "") | {
        "Indicator ID": named["id"], "Indicator Name": "Deaths from drug misuse", "Area Code": area,
        "Area Name": named.get("name", NAMES.get(area, "somewhere")), "Sex": named["sex"],
        "Age": named.get("age", "All ages"), "Category Type": named.get("category", ""), "Value": named["value"],
        "Time period": named["period"], "Time period Sortable": named["sortable"],
        "Lower CI 95.0 limit": named.get("lower", ""), "Upper CI 95.0 limit": named.get("upper", ""),
        "Count": named.get("count", ""), "Denominator": named.get("denominator", ""), "Value note": named.get("note", ""),
    }  # fmt: skip
    return list(cells.values())


def answer(tmp_path, *lines, name="92432-502-6", header=HEADER):
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *lines])
    files = {"metadata": tmp_path / "metadata.csv", name: tmp_path / f"{name}.csv"}
    files["metadata"].write_text(METADATA, encoding="utf-8")
    files[name].write_text(text.getvalue(), encoding="utf-8")
    for path in files.values():
        os.utime(path, (DAY.timestamp(), DAY.timestamp()))
    return files


def latest(carried):
    return {row.area_code: row for row in carried.tables["latest.csv"].itertuples()}


def profile(carried):
    return carried.tables["values.csv"].set_index(["area_code", "period"])


def test_the_newest_period_is_kept_in_our_spelling_without_the_region(tmp_path):
    files = answer(
        tmp_path,
        line("E09000007", period="2021 - 23", sortable="20210000", value="9.9"),
        line("E09000007"),
        line("E12000007", value="4.4"),
        line("E92000001", value="6.6"),
    )

    rows = latest(carry_latest(files, HELD))

    assert {area: (row.period, row.value) for area, row in rows.items()} == {
        "E09000007": ("2022-24", "5.5"), "E92000001": ("2022-24", "6.6"),
    }  # fmt: skip


def test_keys_labels_and_units_at_hand_stay_and_others_come_from_the_metadata(tmp_path):
    files = answer(tmp_path, line("E09000007"), line("E09000007", id="90244", period="2024/25", sortable="20240000"))

    table = carry_latest(files, HELD).tables["latest.csv"].set_index("indicator_id")

    assert tuple(table.loc["92432", ["key", "label"]]) == ("drugDeaths", "Deaths from drug misuse")
    assert tuple(table.loc["90244", ["key", "label", "unit"]]) == (
        "indicator_90244", "Successful completion: opiates", "%",
    )  # fmt: skip


def test_rows_of_a_category_are_no_headline(tmp_path):
    decile = line("E09000007", category="County & UA deprivation deciles", value="1.1")

    assert latest(carry_latest(answer(tmp_path, decile, line("E09000007")), HELD))["E09000007"].value == "5.5"


def test_both_sexes_together_are_the_headline_and_englands_extra_ages_are_not(tmp_path):
    files = answer(
        tmp_path,
        line("E09000007", sex="Male", value="8"),
        line("E09000007"),
        line("E92000001", value="6.6"),
        line("E92000001", age="15-24 yrs", value="2.2"),
    )

    rows = latest(carry_latest(files, HELD))

    assert (rows["E09000007"].value, rows["E92000001"].value) == ("5.5", "6.6")


def test_an_age_that_is_relabelled_between_periods_is_followed(tmp_path):
    files = answer(
        tmp_path,
        line("E09000007", id="90244", age="18-64 yrs", period="2023/24", sortable="20230000"),
        line("E09000007", id="90244", age="18+ yrs", period="2024/25", sortable="20240000"),
        line("E92000001", id="90244", age="18-64 yrs", period="2022/23", sortable="20220000"),  # no borough: as newest
    )

    table = profile(carry_profiles(files, None))

    assert set(table.index) == {("E09000007", "2023/24"), ("E09000007", "2024/25")}


def test_two_ages_of_boroughs_with_no_headline_known_are_refused(tmp_path):
    files = answer(tmp_path, line("E09000007", age="16+ yrs"), line("E09000007", age="18+ yrs"))

    with pytest.raises(PipelineError, match=r"92432, 2022 - 24: boroughs have more than one age .*16\+ yrs, 18\+ yrs"):
        carry_latest(files, HELD)


@pytest.mark.parametrize("name", ["Column not used", "Target data"])
def test_the_column_of_the_parents_comparison_may_be_called_anything(tmp_path, name):
    header = HEADER.replace("Compared to Regions (statistical) value or percentiles", name)

    assert "E09000007" in latest(carry_latest(answer(tmp_path, line("E09000007"), header=header), HELD))


def test_a_header_that_is_gone_is_named(tmp_path):
    header = HEADER.replace("Lower CI 95.0 limit", "Untergrenze")

    with pytest.raises(PipelineError, match=r"92432-502-6\.csv: has no column 'Lower CI 95\.0 limit"):
        carry_latest(answer(tmp_path, line("E09000007"), header=header), HELD)


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("Value suppressed for disclosure control due to small count", "suppressed"),
        ("Value cannot be calculated as number of cases is too small", "cannot be calculated"),
        ("Value missing in source data", "not available"),
        ("", "not available"),
    ],
)
def test_an_empty_value_has_the_state_that_its_note_gives(tmp_path, note, state):
    files = answer(tmp_path, line("E09000007", value="", note=note), line("E92000001"))

    camden = profile(carry_profiles(files, None)).loc[("E09000007", "2022-24")]

    assert (camden["value"], camden["state"]) == ("", state)


def test_an_empty_value_has_no_row_among_the_latest(tmp_path):
    files = answer(tmp_path, line("E09000007", value=""), line("E09000012"))

    assert set(latest(carry_latest(files, HELD))) == {"E09000012"}


def test_merged_areas_are_one_row_and_say_so(tmp_path):
    both = [
        line("E09000001", name="City of London (combined with Hackney)"),
        line("E09000012", name="Hackney (combined with City of London)"),
    ]

    together = carry_profiles(answer(tmp_path, *both), None)
    newest = carry_latest(answer(tmp_path, *both), HELD)

    assert list(profile(together).index) == [("E09000001+E09000012", "2022-24")]
    assert set(latest(newest)) == {"E09000012"}  # the table of latest values knows boroughs only: the larger one
    assert any("Hackney (combined with City of London)" in caveat for caveat in newest.caveats)


def test_a_note_that_tells_of_a_merged_area_is_as_good_as_a_name(tmp_path):
    files = answer(
        tmp_path,
        line("E09000001", name="City of London", value="", note="Combined with Hackney"),
        line("E09000012", note="Value for Hackney and City of London combined"),
        line("E09000007", note="Combined over three years"),
    )

    table = profile(carry_profiles(files, None))

    assert dict(table["value"]) == {
        ("E09000001+E09000012", "2022-24"): "5.5", ("E09000007", "2022-24"): "5.5",
    }  # fmt: skip


def test_two_values_for_one_area_and_period_are_refused(tmp_path):
    with pytest.raises(PipelineError, match="92432; E09000007; 2022-24: two different values"):
        carry_profiles(answer(tmp_path, line("E09000007"), line("E09000007", value="7.7")), None)


def test_a_value_that_is_no_number_is_named(tmp_path):
    with pytest.raises(PipelineError, match=r"row 2: Value 'n\.a\.' is neither a number"):
        carry_latest(answer(tmp_path, line("E09000007", value="n.a.")), HELD)


@pytest.mark.parametrize(
    ("printed", "ours"),
    [
        ("2024", "2024"),
        ("2024/25", "2024/25"),
        ("2022 - 24", "2022-24"),
        ("2018/19 - 20/21", "2018/19 to 2020/21"),
        ("1999 - 01", "1999-01"),
    ],
)
def test_periods_are_spelled_our_way(printed, ours):
    assert period_of(printed) == ours


@pytest.mark.parametrize("printed", ["2016/17 - 20/21", "2023/24 Q1", "2011 - 16", "2023/24 - 25", ""])
def test_other_periods_are_not_guessed_at(printed):
    with pytest.raises(ValueError, match="^" + printed + "$"):
        period_of(printed)


def test_asking_again_without_a_change_gives_the_release_at_hand(tmp_path):
    files = answer(tmp_path, line("E09000007"))
    first = carry_latest(files, HELD)
    folder = tmp_path / first.release
    folder.mkdir()
    first.tables["latest.csv"].to_csv(folder / "latest.csv", index=False)
    os.utime(files["92432-502-6"])  # got again today

    again = carry_latest(files, folder)

    assert first.release == again.release == "2026-11-20"


def written(tmp_path, carried, source):
    folder = tmp_path / carried.release
    folder.mkdir()
    for name, table in carried.tables.items():
        table.to_csv(folder / name, index=False)
    return PUBLISHED[source].read(folder)


def test_the_latest_values_are_read_by_the_source(tmp_path):
    [row] = written(tmp_path, carry_latest(answer(tmp_path, line("E09000007")), HELD), "fingertips").to_dict("records")

    assert (row["measure"], row["value"], row["period_label"], row["period_type"]) == ("92432", 5.5, "2022-24", "3y")


def test_profiles_are_read_with_limits_count_and_denominator(tmp_path):
    files = answer(
        tmp_path,
        line("E09000007", lower="4.5", upper="6.7", count="41", denominator="630000", note="Interpret with caution"),
        line("E12000007", value="4.4", count="1352.3333"),
        line("E09000012", value="", note="Value suppressed for disclosure control due to small count"),
        line("E09000007", id="94240", age="All ages", period="2025", sortable="20250000", value="20.5"),
    )

    rows = written(tmp_path, carry_profiles(files, None), "fingertips_profiles").to_dict("records")

    camden, hackney, london, deprivation = rows
    assert (camden["lower"], camden["upper"], camden["numerator"], camden["denominator"]) == (4.5, 6.7, 41, 630000)
    assert (camden["unit"], camden["flags"], camden["sex"]) == ("per 100,000", "low reliability", "persons")
    assert (hackney["area_code"], hackney["state"]) == ("E09000012", "suppressed")
    assert (london["area_code"], london["flags"]) == ("E12000007", "modelled")  # a third of a person is estimated
    assert (deprivation["unit"], deprivation["period_type"]) == ("Score", "point")


class Answers:
    """Files that a publisher would give, by vintage and parent; what was asked is kept."""

    def __init__(self, folder, england=True):
        self.folder, self.england, self.asked = folder, england, []

    def __call__(self, url, *, name, kind, limit=0, form=None):
        self.asked.append(url)
        lines = []
        if name != "metadata.csv":
            indicator, vintage, parent = Path(name).stem.split("-")
            held = vintage == ("402" if indicator == "91123" else "502")
            lines = [line("E09000007", id=indicator)] * held
            lines += [line("E92000001", id=indicator)] * (held and (self.england or parent == "15"))
        return answer(self.folder, *lines, name=Path(name).stem)[Path(name).stem]


def test_an_indicator_is_asked_for_under_one_vintage_after_another_until_rows_come(tmp_path):
    get = Answers(tmp_path)

    files = PROFILES_FEED.collect(get)

    assert "91123-402-6" in files
    assert "90244-502-6" in files
    asked = [url for url in get.asked if "indicator_ids=91123&" in url]
    assert [url.split("child_area_type_id=")[1][:3] for url in asked] == ["502", "501", "402"]
    assert any("91123 answers only under the older area type 402" in said for said in _caveats(files, tmp_path))


def _caveats(files, tmp_path):
    files = {name: path for name, path in files.items() if name == "metadata" or name.startswith("91123")}
    files["metadata"].write_text(METADATA.replace("90244", "91123"), encoding="utf-8")
    return carry_profiles(files, None).caveats


def test_england_is_asked_for_by_itself_where_the_regions_answer_has_none(tmp_path):
    files = FEED.collect(Answers(tmp_path, england=False))

    assert {"92432-502-6", "92432-502-15", "metadata"} <= set(files)


def test_an_indicator_that_answers_nowhere_is_named(tmp_path):
    def nothing(url, *, name, kind, limit=0, form=None):
        return answer(tmp_path, name=Path(name).stem)[Path(name).stem]

    with pytest.raises(PipelineError, match="Fingertips 40401 has no rows of London's boroughs under any area type"):
        FEED.collect(nothing)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the publishers' files are not beside the project")
@pytest.mark.parametrize(
    ("file", "value", "count"),
    [
        ("fingertips_93517_unmet_opiates.csv", "52.10317309", "158976.3333"),
        ("fingertips_93532_unmet_alcohol.csv", "81.87656332", "485329.3333"),
    ],
)
def test_the_real_answers_give_englands_unmet_need_with_its_limits(file, value, count):
    rows = read_rows({file: SHARED / file}).set_index("period")

    assert list(rows.index) == ["2019/20", "2020/21"]
    assert tuple(rows.loc["2020/21", ["area_code", "value", "count"]]) == ("E92000001", value, count)
    assert (rows["lower"] != "").all()
