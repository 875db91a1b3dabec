"""London as a whole stands in a borough's report as context, never as the borough's own. All figures are invented."""

from pipeline.notebook import custody, disposals, elsewhere, seizures
from tests.evidence import bundle, rows
from tests.findings.test_custody import SHARES
from tests.findings.test_custody import TABLE as CUSTODY
from tests.notebook.kept import gaps_in, opened

GROUPS = """
    indicator | area_code | period | group_type | group | numerator | value | state
    custody_drug_disposals | E12000007 | 2024 | ethnic group and disposal | Asian / Prosecution | 50 | 50 | ok
    custody_drug_disposals | E12000007 | 2025 | | | 900 | 900 | ok
    custody_drug_disposals | E12000007 | 2025 | ethnic group and disposal | Asian / Prosecution | 400 | 400 | ok
    custody_drug_disposals | E12000007 | 2025 | ethnic group and disposal | White / Prosecution | 300 | 300 | ok
    custody_drug_disposals | E12000007 | 2025 | ethnic group and disposal | White / Police Bail | 200 | 200 | ok
    custody_drug_disposals | E09000003 | 2025 | | | | | not available
"""
SEIZED = """
    indicator | area_code | period | group_type | group | numerator | value | state
    drug_seizures | E12000007 | 2017/18 | drug | class A | 60 | 60 | ok
    drug_seizures | E12000007 | 2017/18 | drug | class B | 260 | 260 | ok
    drug_seizures | E12000007 | 2018/19 | | | 320 | 320 | ok
    drug_seizures | E12000007 | 2018/19 | drug | heroin | 16 | 16 | ok
    drug_seizures | E12000007 | 2018/19 | drug | class B | 270 | 270 | ok
    drug_seizures | E12000007 | 2018/19 | drug | class A | 59 | 59 | ok
    drug_seizures | E09000003 | 2018/19 | | | | | not available
    drug_seizure_quantity | E12000007 | 2018/19 | drug | heroin | | 12.5 | ok
"""


def pairs(table: str):
    """Rows whose groups join two names by the line that the drawn table cannot hold."""
    frame = rows(table)
    return frame.assign(group=frame["group"].str.replace(" / ", " | ", regex=False))


def test_the_share_prosecuted_is_drawn_and_said_with_the_share_pending(monkeypatch):
    table = CUSTODY + "    custody_pending_share | E12000007 | 2024 | 300 | 1500 | 20.0 | 18.1 | 22.1 | ok\n"
    shown = opened(monkeypatch, bundle(rows(table)))

    custody(*SHARES)

    [figure] = shown
    assert "people dealt with in custody, not people who use or sell drugs" in figure["headline"]
    assert (
        ">Prosecuted 40.0%</text>" in figure["svg"]["wide"] and ">Still pending 25.0%</text>" in figure["svg"]["wide"]
    )


def test_ethnic_groups_stand_beside_disposals_as_counts_of_the_latest_year_and_nothing_else(monkeypatch):
    shown = opened(monkeypatch, bundle(pairs(GROUPS)))

    disposals("custody_drug_disposals")

    [table] = shown
    assert [column["label"] for column in table["table"]["columns"]] == [
        "Ethnic group as recorded",
        "Prosecution",
        "Police Bail",
    ]
    assert table["table"]["rows"] == [["Asian", "400", "0"], ["White", "300", "200"]]
    assert "not people who use or sell drugs" in table["table"]["caption"]
    assert any("never divided by the groups of the census" in note for note in table["table"]["notes"])


def test_london_is_named_where_it_stands_in(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(CUSTODY)))

    elsewhere("custody_pending_share")

    assert "in London was 25.0%" in shown[0]["items"][0]["text"]
    assert shown[0]["items"][0]["finding"].startswith("london.")


def test_seizures_stand_by_drug_in_the_first_and_the_latest_year_and_are_never_added(monkeypatch):
    shown = opened(monkeypatch, bundle(rows(SEIZED)))

    seizures("drug_seizures", "drug_seizure_quantity")

    [table] = shown
    labels = [column["label"] for column in table["table"]["columns"]]
    assert labels == ["Drug", "Seizures, 2017/18", "Seizures, 2018/19", "Quantity, kg, 2018/19"]
    assert table["table"]["rows"] == [
        ["All drugs", "[x]", "320", "[x]"],
        ["Class A", "60", "59", "[x]"],
        ["Class B", "260", "270", "[x]"],
        ["Heroin", "[x]", "16", "12.5"],
    ]
    notes = table["table"]["notes"]
    assert notes[0].startswith("Historical figures") and any("never added" in note for note in notes)


def test_without_londons_figures_a_gap_is_stated(monkeypatch):
    frame = rows(CUSTODY).assign(state="not available")
    shown = opened(monkeypatch, bundle(frame))

    custody(*SHARES)

    assert len(gaps_in(shown)) == 1 and {one["kind"] for one in shown} == {"list"}
