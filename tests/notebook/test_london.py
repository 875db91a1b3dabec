"""London's boroughs side by side: a map and tables that order by size and judge nobody. All figures are invented."""

import pytest

from pipeline.areas import BOROUGHS
from pipeline.errors import PipelineError
from pipeline.notebook import by_name, by_value, tilemap, why_missing
from tests.evidence import bundle, rows
from tests.notebook.kept import gaps_in, opened

LONDON = "E12000007"
JUDGING = ("best", "worst", "better", "worse", "rank", "top", "bottom")


def boroughs(indicator: str = "drug_trafficking_rate") -> str:
    lines = ["indicator | area_code | period | numerator | denominator | value | london | state"]
    for place, area in enumerate(BOROUGHS):
        if area.code == "E09000001":
            lines.append(f"{indicator} | {area.code} | 2025-03 to 2026-02 | | | | | not available")
        else:
            lines.append(
                f"{indicator} | {area.code} | 2025-03 to 2026-02 | {place * 100} | 100000 | {place}.0 | 2.4 | ok"
            )
    return "\n".join([*lines, f"{indicator} | {LONDON} | 2025-03 to 2026-02 | 9999 | 999999 | 9.9 | | ok"])


def test_a_map_holds_every_borough_and_says_its_range(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(boroughs()), area=LONDON))

    tilemap("drug_trafficking_rate")

    [figure] = shown
    assert all(f">{area.short.replace('&', '&amp;')}</text>" in figure["svg"]["narrow"] for area in BOROUGHS)
    assert figure["headline"] == "Drug trafficking: 1.0 to 32.0 across London"
    assert len(figure["table"]["rows"]) == 33


def test_the_order_by_value_has_no_place_for_a_borough_without_a_figure(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(boroughs()), area=LONDON))

    by_value("drug_trafficking_rate")

    named = [row[0] for row in shown[0]["table"]["rows"]]
    assert (named[0], named[-1], len(named)) == ("Westminster", "City of London", 33)
    assert [row[-1] for row in shown[0]["table"]["rows"]][-1] == "[x]"


def test_the_table_by_name_is_in_order_of_names_with_londons_value_below(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(boroughs()), area=LONDON))

    by_name("drug_trafficking_rate", caption="By name")

    [table] = shown
    assert [row[0] for row in table["table"]["rows"]] == sorted(area.name for area in BOROUGHS)
    assert "Drug trafficking, the 12 months to February 2026: London 2.4." in table["table"]["notes"]


def test_nobody_is_called_best_or_worst(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(boroughs()), area=LONDON))

    tilemap("drug_trafficking_rate")
    by_value("drug_trafficking_rate")
    by_name("drug_trafficking_rate", caption="By name")

    said = " ".join(str({**one, "svg": ""}) for one in shown).lower()
    assert not [word for word in JUDGING if f" {word}" in said]


@pytest.mark.parametrize("word", [tilemap, by_value])
def test_homicides_are_never_mapped_or_ordered(monkeypatch, word):
    opened(monkeypatch, bundle(rows(boroughs("homicide")), area=LONDON))

    with pytest.raises(PipelineError, match="never mapped"):
        word("homicide")


def test_every_cause_of_a_gap_is_said_once_for_its_borough(monkeypatch):
    both = "\n".join([boroughs(), *boroughs("drug_possession_rate").splitlines()[1:]])
    shown = opened(monkeypatch, bundle(rows(both), area=LONDON))

    why_missing("drug_trafficking_rate", "drug_possession_rate")

    assert len(gaps_in(shown)) == 1
    assert shown[0]["items"][0]["finding"] == "city-of-london.drug_trafficking_rate.gap"
