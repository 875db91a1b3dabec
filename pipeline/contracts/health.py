"""What must hold of health figures: deaths, hospital admissions, dependence on alcohol, and profiles."""

import pandas as pd

from pipeline.areas import BOROUGH_CODES
from pipeline.contracts.contract import ALL_BOROUGHS, WITHOUT_CITY, Contract, Tables, part_of, rule, rules
from pipeline.contracts.views import london_total, side_by_side, table
from pipeline.sources.merged import fill_merged

# The most in one borough and year up to 2020 is 44, and 53 over three years.
MOST_DEATHS = 200
FROM_ROUNDED = "2017/18"  # admissions are rounded to 5 from here on
HIDDEN_UNDER = 8  # NHS England hides counts of 1 to 7


def _all_drugs_twice(tables: Tables) -> pd.DataFrame:
    """All poisonings of an area as both tables print them."""
    named = (
        tables["by_substance.csv"]
        .query("substance == 'all_drug_poisonings'")
        .rename(columns={"deaths": "by_substance"})
    )
    keys = ["area_code", "registration_year"]
    by_area = tables["by_area.csv"].rename(columns={"deaths": "by_area"})
    return named[[*keys, "by_substance"]].merge(by_area[[*keys, "by_area"]], on=keys, validate="one_to_one")


def _deaths_in_boroughs(tables: Tables) -> pd.DataFrame:
    deaths = table("by_area.csv", "area_code", "registration_year", "deaths")(tables)
    return deaths[deaths["area_code"].isin(BOROUGH_CODES)]


def _few_deaths(frame: pd.DataFrame) -> pd.Series:
    return frame["deaths"] <= MOST_DEATHS


POISONING = Contract(
    since="1993-01",
    boroughs=ALL_BOROUGHS,
    complete={
        "by_area.csv": ("area_code", "registration_year"),
        "by_substance.csv": ("registration_year", "area_code", "substance"),
    },
    rules=(
        rules(
            "by_area.csv",
            london_total("by_area.csv", "deaths", "registration_year"),
            rule("boroughs sum to London", lambda frame: frame["boroughs"] == frame["london"]),
        ),
        rules(
            "by_area.csv",
            _deaths_in_boroughs,
            rule(f"a borough's deaths in a year are at most {MOST_DEATHS}", _few_deaths),
        ),
        rules(
            "by_substance.csv",
            side_by_side("by_substance.csv", "substance", "deaths", "area_code", "registration_year"),
            part_of("any_opiate", "all_drug_poisonings"),
        ),
        rules(
            "by_substance.csv and by_area.csv",
            _all_drugs_twice,
            rule("both tables have the same deaths", lambda frame: frame["by_substance"] == frame["by_area"]),
        ),
    ),
)  # fmt: skip

MISUSE_DEATHS = Contract(
    since="2007-01",
    boroughs=ALL_BOROUGHS,
    complete={"three_year.csv": ("area_name", "period")},
    rules=(
        rules(
            "three_year.csv",
            table("three_year.csv", "area_name", "period", "deaths"),
            rule(f"deaths in three years are at most {MOST_DEATHS}", _few_deaths),
        ),
    ),
)


def _admissions_in_london(tables: Tables) -> pd.DataFrame:
    coded = {"admissions.csv": fill_merged(tables["admissions.csv"])}
    return london_total("admissions.csv", "admissions", "measure", "period")(coded)


def _sums_within_rounding(frame: pd.DataFrame) -> pd.Series:
    """London is what its areas sum to: exactly, but for rounding to 5 (2 for each figure) and for hidden counts."""
    loose = frame["period"].ge(FROM_ROUNDED) * 2 * (frame["parts"] + 1)
    short = frame["london"] - frame["boroughs"]
    return short.between(-loose, loose + frame["hidden"] * (HIDDEN_UNDER - 1))


ADMISSIONS = Contract(
    since="2008-04",
    boroughs=ALL_BOROUGHS,
    complete={"admissions.csv": ("area_name", "measure", "period")},
    rules=(
        rules(
            "admissions.csv",
            # London's row equals this sum in the copy held, empty cells and all: probably made by the copy's compiler.
            _admissions_in_london,
            rule("areas sum to London, but for rounding and hidden counts", _sums_within_rounding),
        ),
        rules(
            "admissions.csv",
            side_by_side("admissions.csv", "measure", "admissions", "area_name", "period"),
            part_of("drug_mental_behavioural_primary", "drug_mental_behavioural_primary_or_secondary"),
        ),
    ),
)

DEPENDENCE = Contract(since="2010-01", boroughs=ALL_BOROUGHS, complete={"estimate.csv": ("area_code", "period")})


def _periods_of_each(tables: Tables) -> pd.DataFrame:
    return tables["latest.csv"].groupby("key")["period"].nunique().rename("periods").reset_index()


PROFILES = Contract(
    since="2020-01",
    boroughs=WITHOUT_CITY,  # the City of London has too few residents for most of them
    rules=(
        rules(
            "latest.csv",
            table("latest.csv", "area_code", "key", "period", "unit", "value"),
            rule(
                "a rate per 100,000 is at most 5,000",
                lambda frame: ~(frame["unit"].eq("per 100,000") & (frame["value"] > 5_000)),
            ),
        ),
        rules(
            "latest.csv",
            _periods_of_each,
            rule("an indicator has one period for all areas", lambda frame: frame["periods"] == 1),
        ),
    ),
)

HEALTH_INDEX = Contract(since="2015-01", boroughs=WITHOUT_CITY)
