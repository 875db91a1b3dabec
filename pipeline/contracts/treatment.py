"""What must hold of treatment figures: groups add up to all within rounding, and what is a part is never above its whole."""

import pandas as pd

from pipeline.areas import ENGLAND
from pipeline.contracts.contract import ALL_BOROUGHS, Contract, Rules, Tables, part_of, rule, rules
from pipeline.contracts.views import parts_and_whole, side_by_side, table

TO = 5  # boroughs' counts are rounded to the nearest 5: each is at most 2 from what was counted
_FILE = "adults_in_treatment.csv"
_KEYS = ["area_code", "period", "sex", "age_group", "drug_group", "measure"]
_PEOPLE = ["area_code", "period", "sex", "age_group", "drug_group"]
# Counted otherwise than in people: children, and waits of which one person can have several.
_NOT_PEOPLE = ("safeguarding_num_of_children_", "waitsfirst_")


def _adds_up(column: str) -> Rules:
    """All is what the groups of a column sum to: exactly for England, for boroughs but for 2 for each rounded count."""
    by = [name for name in _KEYS if name != column]
    return rules(
        _FILE,
        parts_and_whole(_FILE, column, "all", "count", by),
        rule(f"{column}: groups sum to all, but for rounding to 5", _within_rounding),
    )


def _within_rounding(frame: pd.DataFrame) -> pd.Series:
    rounded = frame["area_code"] != ENGLAND.code
    return (frame["together"] - frame["whole"]).abs() <= rounded * 2 * (frame["parts"] + 1)


def _people(tables: Tables) -> pd.DataFrame:
    """Every count of people beside the people it is a part of: new presentations, or all in treatment."""
    counts = tables[_FILE]
    part = counts[~counts["measure"].str.startswith(_NOT_PEOPLE)]
    wholes = counts[
        counts["measure"].isin(["newpresentation_newtx", "intreatment_allintx", "scnr_intreatment_allintx"])
    ]
    named = part.assign(of=part["measure"].map({name: _whole_of(name) for name in part["measure"].unique()}))
    people = wholes[[*_PEOPLE, "measure", "count"]].rename(columns={"measure": "of", "count": "people"})
    return named.merge(people, on=[*_PEOPLE, "of"], how="inner", validate="many_to_one")


def _whole_of(measure: str) -> str:
    if measure.startswith("scnr_"):
        return "scnr_intreatment_allintx"
    return "newpresentation_newtx" if measure.endswith("_newtx") else "intreatment_allintx"


NDTMS = Contract(
    since="2009-04",
    rules=(
        _adds_up("drug_group"),
        _adds_up("sex"),
        _adds_up("age_group"),
        rules(
            _FILE, _people, rule("a group of people is at most all of them", lambda frame: frame["count"] <= frame["people"])
        ),
        rules(
            _FILE,
            lambda tables: _chosen(tables, "newpresentation_newtx", "intreatment_allintx"),
            part_of("newpresentation_newtx", "intreatment_allintx"),
        ),
        rules(
            _FILE,
            lambda tables: _chosen(tables, "scnr_completion_allintx", "scnr_representation_allintx", "scnr_scrn_allintx"),
            part_of("scnr_representation_allintx", "scnr_completion_allintx"),
            part_of("scnr_scrn_allintx", "scnr_completion_allintx"),
        ),
        rules(
            _FILE,
            table(_FILE, *_KEYS, "count"),
            rule(
                f"a borough's count is rounded to {TO}",
                lambda frame: frame["count"].mod(TO).eq(0) | frame["area_code"].eq(ENGLAND.code),
            ),
        ),
    ),
)  # fmt: skip


def _chosen(tables: Tables, *measures: str) -> pd.DataFrame:
    """These measures side by side; on the file's other measures nothing is said here."""
    frame = tables[_FILE]
    wanted = {_FILE: frame[frame["measure"].isin(measures)]}
    return side_by_side(_FILE, "measure", "count", *_PEOPLE)(wanted)


def _met_need(frame: pd.DataFrame) -> pd.Series:
    need = 100 * frame["in_alcohol_treatment"] / frame["alcohol_dependent_adults_estimate"]
    return (frame["met_need_percent"] - need).abs() <= 0.05  # a publisher may print one decimal


MET_NEED = Contract(
    since="2010-04",
    boroughs=ALL_BOROUGHS,
    complete={"met_need.csv": ("area_code", "measure", "period")},
    rules=(
        rules(
            "met_need.csv",
            side_by_side("met_need.csv", "measure", "value", "area_code", "period"),
            rule("met need is adults in treatment for each adult dependent", _met_need),
        ),
    ),
)

_ADULTS = "adults_in_treatment"
ENGLAND_TREATMENT = Contract(
    since="2016-04",
    rules=(
        rules(
            "england.csv",
            side_by_side("england.csv", "measure", "value", "period"),
            *(part_of(name, _ADULTS) for name in (f"{_ADULTS}_opiate", f"{_ADULTS}_alcohol_only", "adults_starting_treatment")),
        ),
        rules(
            "england.csv",
            table("england.csv", "measure", "period", "value"),
            rule("an estimate is above 0: a printed 0 means not estimated", lambda frame: ~frame["value"].eq(0)),
        ),
    ),
)  # fmt: skip
