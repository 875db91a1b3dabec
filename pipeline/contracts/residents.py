"""What must hold of residents: they sum to London, and sexes, ages and ethnic groups to all; of deprivation, its ranks."""

import pandas as pd

from pipeline.contracts.contract import ALL_BOROUGHS, Contract, Tables, rule, rules
from pipeline.contracts.views import london_total, summed, table

AREAS_RANKED = 296
# The census office changes small counts a little to protect people: cells add up to within about a person or two each.
PERTURBED = 2


def _ages_and_all(tables: Tables) -> pd.DataFrame:
    ages = summed(tables["age_band.csv"], "population", "ages", "area_code", "year")
    return ages.merge(tables["total.csv"].drop(columns="row"), on=["area_code", "year"], validate="one_to_one")


def _groups_and_all(tables: Tables) -> pd.DataFrame:
    groups = tables["ethnicity.csv"].groupby("area_code")["residents"].agg(together="sum", parts="size").reset_index()
    return groups.merge(tables["sex.csv"][["area_code", "residents"]], on="area_code", validate="one_to_one")


def _ranked(tables: Tables) -> pd.DataFrame:
    names = {"imd2025_average_score": "score", "imd2025_rank_of_average_score_of_296": "rank"}
    ordered = tables["borough.csv"].rename(columns=names).sort_values("rank")[["row", "area_code", "score", "rank"]]
    return ordered.assign(score_ranked_before=ordered["score"].shift())


POPULATION = Contract(
    since="2006-01",
    boroughs=ALL_BOROUGHS,
    complete={"age_band.csv": ("area_code", "year", "age_band")},
    rules=(
        rules(
            "total.csv",
            london_total("total.csv", "population", "year"),
            rule("boroughs sum to London", lambda frame: frame["boroughs"] == frame["london"]),
        ),
        rules(
            "age_band.csv",
            _ages_and_all,
            rule("ages sum to all residents", lambda frame: frame["ages"] == frame["population"]),
        ),
    ),
)

CENSUS = Contract(
    since="2021-03",
    boroughs=ALL_BOROUGHS,
    complete={"ethnicity.csv": ("area_code", "detailed_group")},
    rules=(
        rules(
            "sex.csv",
            table("sex.csv", "area_code", "residents", "females", "males"),
            rule(
                "females and males are all residents",
                lambda frame: frame["females"] + frame["males"] == frame["residents"],
            ),
        ),
        rules(
            "ethnicity.csv",
            _groups_and_all,
            rule(
                "ethnic groups sum to all residents, but for what protects people",
                lambda frame: (frame["together"] - frame["residents"]).abs() <= PERTURBED * (frame["parts"] + 1),
            ),
        ),
    ),
)

DEPRIVATION = Contract(
    since="2025-01",
    boroughs=ALL_BOROUGHS,
    rules=(
        rules(
            "borough.csv",
            _ranked,
            rule(f"a rank is 1 to {AREAS_RANKED}", lambda frame: frame["rank"].between(1, AREAS_RANKED)),
            rule("the higher the score, the lower the rank", lambda frame: ~(frame["score"] > frame["score_ranked_before"])),
            rule("a score is 0 to 100", lambda frame: frame["score"].between(0, 100)),
        ),
    ),
)  # fmt: skip
