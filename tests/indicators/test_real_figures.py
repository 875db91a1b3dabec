"""Anchors in the figures that are carried over: read off the publishers' tables, not off our own results."""

from pathlib import Path
from time import process_time

import pytest
from pytest import approx

from pipeline.areas import BOROUGH_CODES
from pipeline.breaks import read_breaks
from pipeline.editions import load_edition
from pipeline.indicators import CATALOGUE
from pipeline.indicators.catalogue import calculate_indicators
from pipeline.indicators.coverage import headline_rows
from pipeline.indicators.recent import COUNTS, SMALL
from pipeline.observations import SCHEMA
from pipeline.project import Audience, Project
from pipeline.sources import read_observations
from pipeline.statistics.trend import recent_trend
from tests.indicators.drawn import row

BARNET, CITY, HACKNEY, LONDON, ENGLAND = "E09000003", "E09000001", "E09000012", "E12000007", "E92000001"
SECONDS: dict[str, float] = {}
LATEST, MERGED = "March 2025 to February 2026", "E09000001+E09000012"


@pytest.fixture(scope="module")
def table():
    project = Project(Path(__file__).parents[2])
    edition = load_edition(project)
    observations, breaks = read_observations(project, edition), read_breaks(project)
    start = process_time()
    indicators = calculate_indicators(observations, edition, breaks, Audience.PUBLIC)
    SECONDS["all"] = process_time() - start
    return indicators


def test_nothing_failed(table):
    assert table.attrs["gaps"] == {}


def test_the_catalogue_is_wide(table):
    valued = table[(table["state"] == "ok") & ~table["area_code"].isin([LONDON, ENGLAND])]
    areas = valued.groupby("indicator")["area_code"].nunique()

    assert len(CATALOGUE) >= 60
    assert (areas >= 30).sum() >= 35
    assert len(table) < 80_000


def test_the_whole_catalogue_takes_seconds(table):
    assert SECONDS["all"] < 25  # about 8 on two quiet cores; 113 indicators, one loop over rows would be minutes


def test_rows_are_unique_and_their_states_and_flags_are_known(table):
    key = ["indicator", "area_code", "period_type", "period_label", "group_type", "group"]

    assert not table.duplicated(key).any()
    assert table["value"].notna().equals(table["state"] == "ok")
    assert SCHEMA.columns["flags"].validate(table[["flags"]]) is not None


@pytest.mark.parametrize("indicator", [entry.id for entry in CATALOGUE.values() if not entry.local])
def test_every_borough_has_a_row_at_the_headline_period(table, indicator):
    reported = headline_rows(table[table["indicator"] == indicator], CATALOGUE[indicator])

    assert set(reported["area_code"]) >= {*BOROUGH_CODES, LONDON, ENGLAND}


@pytest.mark.parametrize(
    ("indicator", "area", "period", "count"),
    [
        ("drug_trafficking_rate", BARNET, "2019/20", 102),
        ("drug_trafficking_rate", BARNET, "2024/25", 853),
        ("drug_trafficking_rate", BARNET, LATEST, 1_359),
        ("drug_trafficking_rate", LONDON, LATEST, 21_507),
        ("drug_possession_rate", BARNET, LATEST, 678),
        ("drug_trafficking_offences", LONDON, "August 2024", 1_014),
        ("drug_trafficking_offences", LONDON, "September 2024", 1_773),
        ("drug_poisoning_deaths", LONDON, "2019", 493),
        ("drug_poisoning_deaths", LONDON, "2020", 432),
        ("drug_admissions_poisoning", LONDON, "2018/19", 1_220),
    ],
)
def test_counts_are_the_published_ones(table, indicator, area, period, count):
    assert row(table, indicator=indicator, area_code=area, period_label=period)["numerator"] == count


def test_the_latest_rate_stands_on_census_residents_and_says_so(table):
    rate = row(table, indicator="drug_trafficking_rate", area_code=BARNET, period_label=LATEST)

    assert (rate["denominator"], rate["value"]) == (389_352, approx(1_000 * 1_359 / 389_352))
    assert rate["flags"] == "break before;fixed denominator;provisional"
    assert (rate["vs_london"], rate["vs_england"]) == ("higher", "not available")


def test_2025_26_is_never_a_year(table):
    police = table[table["source"] == "mps_recorded_crime"]

    assert police.loc[police["period_type"] == "FY", "period_label"].max() == "2024/25"


def test_the_bases_of_the_rates_are_marked_where_they_change(table):
    barnet = table[(table["indicator"] == "drug_possession_rate") & (table["area_code"] == BARNET)]
    flags = dict(barnet[["period_label", "flags"]].to_numpy())

    assert flags["2019/20"] == "historical"
    assert flags["2020/21"] == "break before;fixed denominator;historical"
    assert flags["2024/25"] == "break before;fixed denominator"


def test_the_city_of_london_has_no_police_figures_and_is_not_in_londons(table):
    city = row(table, indicator="drug_trafficking_rate", area_code=CITY)
    london = row(table, indicator="drug_trafficking_rate", area_code=LONDON, period_label=LATEST)

    assert (city["state"], city["vs_london"]) == ("not available", "not available")
    assert london["denominator"] == 8_799_697 - 8_584


def test_hackneys_misuse_deaths_are_published_with_the_city_only(table):
    own = row(table, indicator="drug_misuse_death_rate", area_code=HACKNEY)
    merged = row(table, indicator="drug_misuse_death_rate", area_code=MERGED, period_label="2016-18")

    assert own["state"] == "not available"
    assert (merged["state"], merged["flags"]) == ("ok", "historical;merged area")


def test_met_need_of_2018_19_is_a_value_without_limits_or_verdict(table):
    need = row(table, indicator="alcohol_met_need", area_code=BARNET, period_label="2018/19")

    assert need["value"] == approx(12.782, abs=5e-4)
    assert need["lower"] != need["lower"]
    assert (need["vs_england"], need["flags"]) == ("not tested", "historical;modelled;query")


def test_one_ward_holds_a_fifth_of_barnets_located_trafficking(table):
    ward = row(table, indicator="drug_trafficking_wards", group="E05013646 Totteridge & Woodside", period_label=LATEST)

    assert (ward["numerator"], ward["denominator"], ward["value"]) == (267, 1_348, approx(19.8, abs=0.05))


def test_england_has_no_death_rate_before_its_population(table):
    rates = table[(table["indicator"] == "drug_poisoning_death_rate") & (table["area_code"] == ENGLAND)]

    assert rates["period_label"].min() == "2009-11"


def test_only_barnet_and_england_have_adults_in_treatment(table):
    adults = table[(table["indicator"] == "adults_in_treatment") & (table["state"] == "ok")]

    assert set(adults["area_code"]) == {BARNET, ENGLAND}
    assert row(adults, area_code=BARNET, period_label="2021/22", group="")["value"] == 1_465
    assert set(adults["vs_london"]) <= {"not available", "not applicable"}


@pytest.mark.parametrize(
    ("indicator", "area", "period", "group", "value"),
    [
        ("women_in_treatment_share", BARNET, "2021/22", "", 100 * 455 / 1_465),
        ("criminal_justice_presentations_share", BARNET, "2021/22", "", 100 * 55 / 650),
        ("treatment_completion_share", BARNET, "2021/22", "", 100 * 290 / 1_465),
        ("completion_without_return_share", BARNET, "2020/21", "", 100 * 175 / 1_250),
        ("waits_within_three_weeks_share", BARNET, "2016/17", "", 100 * 520 / 575),
        ("opiate_share_of_poisonings", LONDON, "2020", "", 100 * 210 / 432),
        ("alcohol_unmet_need", BARNET, "2017/18", "", 3_046 - 415),
        ("drug_seizures", LONDON, "2018/19", "", 31_594 + 321),
        ("residents_by_sex", LONDON, "2021", "", 8_799_697),
        ("drug_offences_by_fifth", BARNET, LATEST, "1 most deprived", 1_000 * 436 / 77_940),
    ],
)
def test_values_are_those_worked_out_from_the_published_table(table, indicator, area, period, group, value):
    assert row(table, indicator=indicator, area_code=area, period_label=period, group=group)["value"] == approx(value)


def test_barnets_similar_boroughs_are_named_and_stand_beside_its_rate(table):
    assert table.attrs["similar"][BARNET] == ["E09000009", "E09000017", "E09000018", "E09000024", "E09000021"]
    assert row(table, indicator="knife_crime_rate", area_code=BARNET, period_label=LATEST)["similar"] > 0


def test_recorded_crime_has_no_trend_over_the_break_of_2024(table):
    rate = row(table, indicator="drug_possession_rate", area_code=BARNET, period_label=LATEST)

    assert rate["trend"] == "a break in the series lies between the points"


def test_who_is_in_treatment_is_judged_beside_england(table):
    women = row(table, indicator="women_in_treatment_share", area_code=BARNET, period_label="2021/22", group="opiate")

    assert women["england"] > 0
    assert women["vs_england"] in {"higher", "similar", "lower"}


@pytest.mark.parametrize("kind", ["proportion", "value"])
def test_trends_are_those_of_the_statistic_series_by_series(table, kind):
    entries = [
        one
        for one in CATALOGUE.values()
        if not one.local and one.headline in {"FY", "CY"} and (one.kind == "proportion") == (kind == "proportion")
    ]
    for entry in entries:
        rows = table[(table["indicator"] == entry.id) & (table["period_type"] == entry.headline)]
        rows = rows[rows["area_code"].isin([BARNET, LONDON, ENGLAND]) & (rows["group"] == "")]
        found = rows[rows["trend"] != ""].set_index("area_code")["trend"]
        for series in recent_trend(rows, kind, ["area_code"]).to_dict("records"):
            if found[series["area_code"]] not in {SMALL, COUNTS}:
                assert found[series["area_code"]] == (series["reason"] or series["verdict"]), (entry.id, series)
