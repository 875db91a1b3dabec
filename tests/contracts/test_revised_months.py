"""The Metropolitan Police's release of November 2025 beside the one at hand: real revisions, named with both counts."""

import csv
from pathlib import Path

import pytest

from pipeline.areas import BOROUGHS
from pipeline.contracts import examine
from pipeline.sources import PUBLISHED
from tests.contracts.planted import copied, newest

EARLIER = Path(__file__).parents[2].parent / "shared" / "published" / "mps_borough_crime_recent_202312_202511.csv"
OFFENCES = {"POSSESSION OF DRUGS": "drug_possession", "TRAFFICKING OF DRUGS": "drug_trafficking"}
CODES = {area.name: area.code for area in BOROUGHS}


def earlier_counts():
    """Drug offences of the earlier release by borough, offence and month."""
    with EARLIER.open(encoding="utf-8-sig", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["MinorText"] in OFFENCES and row["BoroughName"] in CODES]
    return {
        (CODES[row["BoroughName"]], OFFENCES[row["MinorText"]], f"{month[:4]}-{month[4:]}"): int(count or 0)
        for row in rows
        for month, count in row.items()
        if month.isdigit()
    }


@pytest.mark.skipif(not EARLIER.is_file(), reason="the publisher's files are not beside the project folder")
def test_every_month_that_the_police_revised_is_named_with_both_counts(tmp_path):
    before = copied("mps_recorded_crime", tmp_path).rename(tmp_path / "2025-12")
    (before / "provenance.json").unlink()
    held = (before / "borough_monthly.csv").read_text(encoding="utf-8").splitlines()
    cells = [line.split(",") for line in held[1:]]
    now = {(area, offence, month): int(count) for area, offence, month, count in cells}
    earlier = earlier_counts()
    then = {key: earlier.get(key, count) for key, count in now.items() if key[2] <= "2025-11"}
    lines = [",".join([*key, str(count)]) for key, count in then.items()]
    (before / "borough_monthly.csv").write_text("\n".join([held[0], *lines, ""]), encoding="utf-8")

    found = examine(PUBLISHED["mps_recorded_crime"], newest("mps_recorded_crime"), before)

    revised = {key: (count, now[key]) for key, count in then.items() if count != now[key]}
    named = {
        (one.cell.area_code, one.cell.measure, one.cell.period): (one.old, one.new) for one in found.notices.revisions
    }
    assert len(named) == len(revised) > 100
    assert sorted(named.values()) == sorted((float(old), float(new)) for old, new in revised.values())
    assert "Bexley, drug_trafficking, January 2024: 8 to 10 (+25%)" in [
        one.words for one in found.notices.revised("large")
    ]
    assert found.faults == []
