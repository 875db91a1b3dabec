"""Ids that are defined downstream are told to whoever knows them. All records are invented."""

import pytest

from pipeline.errors import PipelineError
from pipeline.indicators import CATALOGUE
from pipeline.local import check_references, references
from tests.local.folder import read

STRATEGY = """\
[[priority]]
id = "a"
number = 1
title = "A"
source = "Invented paper"
[[measure]]
id = "referrals"
text = "Referrals"
direction = "increase"
priorities = [1]
indicators = ["{indicator}"]
source = "Invented paper"
"""
MESSAGES = """\
[[message]]
id = "possession"
priority = 1
kind = "finding"
text = "Often"
claims = [{{ indicator = "{indicator}", judge = "level", said = "higher" }}]
indicators = ["drug_trafficking_rate"]
source = "Invented paper"
"""
ACTIONS = "id,action,priority,recommendations,measures,source\npath,Agree,2,barnet.deaths-panel,referrals; deaths-reviewed,Plan\n"


def borough(tmp_path, indicator="drug_possession_rate"):
    files = {"strategy.toml": STRATEGY, "messages.toml": MESSAGES, "actions.csv": ACTIONS}
    return read(tmp_path, {name: text.format(indicator=indicator) for name, text in files.items()})


def test_references_say_where_they_stand(tmp_path):
    assert [tuple(one) for one in references(borough(tmp_path))] == [
        ("strategy.toml", "referrals", "indicators", "indicator", "drug_possession_rate"),
        ("messages.toml", "possession", "claims", "indicator", "drug_possession_rate"),
        ("messages.toml", "possession", "indicators", "indicator", "drug_trafficking_rate"),
        ("actions.csv", "path", "recommendations", "recommendation", "barnet.deaths-panel"),
        ("actions.csv", "path", "measures", "measure", "referrals"),
        ("actions.csv", "path", "measures", "measure", "deaths-reviewed"),
    ]


def test_indicators_of_the_catalogue_are_known(tmp_path):
    check_references(borough(tmp_path), CATALOGUE)


def test_an_unknown_indicator_is_named_with_its_record(tmp_path):
    with pytest.raises(PipelineError) as error:
        check_references(borough(tmp_path, "drug_posession_rate"), CATALOGUE)

    told = "indicators drug_posession_rate is no indicator. Did you mean drug_possession_rate?"
    assert str(error.value).startswith(
        f"Barnet: its own files name 2 unknown indicators.\n\n  strategy.toml, referrals: {told}"
    )


def test_measures_of_the_strategy_are_known_beside_those_of_recommendations(tmp_path):
    check_references(borough(tmp_path), {"deaths-reviewed"}, "measure")

    with pytest.raises(PipelineError, match=r"actions\.csv, path: measures deaths-reviewed is no measure"):
        check_references(borough(tmp_path), (), "measure")
