"""Listings of the London Datastore, as its interface answers; the entries are invented."""

import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import PipelineError
from pipeline.publishers import Kind
from pipeline.publishers.london_datastore import borough_codes, find, given, next_month, read_listing


@pytest.fixture
def listing(tmp_path):
    """Write an answer as a file and read it."""

    def read(answer):
        path = tmp_path / "listing.json"
        path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
        return read_listing(path)

    return read


def entry(name, format="csv"):
    return {"name": name, "url": f"https://data.london.gov.uk/download/exy3m/1/{name}.csv", "format": format}


def test_plain_and_historical_files_are_told_apart(listing):
    listed = listing(
        {
            "success": True,
            "result": {"resources": [entry("MPS Borough Level Crime (Historical)"), entry("MPS Borough Level Crime")]},
        }
    )

    assert [one.name for one in find(listed, "Borough Level Crime")] == ["MPS Borough Level Crime"]
    assert [one.name for one in find(listed, "borough level crime", historical=True)] == [
        "MPS Borough Level Crime (Historical)"
    ]


def test_of_many_issues_the_first_listed_is_the_newest(listing):
    listed = listing({"result": {"resources": [entry("KnifeCrimeData_202603"), entry("KnifeCrimeData_202602")]}})

    assert find(listed, "KnifeCrimeData")[0].name == "KnifeCrimeData_202603"


def test_the_older_form_with_resources_by_id_and_titles_is_read(listing):
    listed = listing(
        {"resources": {"a1": {"title": "MPS Ward Level Crime.csv", "url": "https://data.london.gov.uk/a.csv"}}}
    )

    assert (listed[0].name, listed[0].kind) == ("MPS Ward Level Crime.csv", Kind.CSV)


@pytest.mark.parametrize(
    ("address", "told", "kind"),
    [
        ("https://data.london.gov.uk/download/a/Knife.xlsx", "spreadsheet", Kind.XLSX),
        ("https://data.london.gov.uk/download/a/Knife.csv?more=1", "spreadsheet", Kind.CSV),
        ("https://data.london.gov.uk/download/a", "spreadsheet", Kind.XLSX),
        ("https://data.london.gov.uk/download/a", "CSV", Kind.CSV),
        ("https://data.london.gov.uk/download/a", "", Kind.CSV),
    ],
)
def test_a_file_is_of_the_kind_its_address_ends_with_before_the_format_listed(listing, address, told, kind):
    [listed] = listing({"result": {"resources": [{"name": "Knife", "url": address, "format": told}]}})

    assert listed.kind is kind


def test_blanks_in_an_address_are_written_as_addresses_write_them(listing):
    listed = listing({"result": {"resources": [entry("MPS Ward Level Crime (most recent 24 months)")]}})

    assert listed[0].url.endswith("/MPS%20Ward%20Level%20Crime%20(most%20recent%2024%20months).csv")


def test_a_file_that_is_not_listed_is_named_with_those_that_are(listing):
    listed = listing({"result": {"resources": [entry("MPS Ward Level Crime")]}})

    with pytest.raises(
        PipelineError, match=r"no file named like 'LSOA Level Crime'\.\nFiles listed: MPS Ward Level Crime"
    ):
        find(listed, "LSOA Level Crime")
    assert find(listed, "LSOA Level Crime", historical=True) == ()


@pytest.mark.parametrize(
    "answer",
    [
        "<html>Checking your browser</html>", '{"success": false}', '{"result": {}}',
        '{"result": {"resources": [{"name": "x"}]}}', "[]", '""',
    ],
)  # fmt: skip
def test_an_answer_that_is_no_listing_is_refused(listing, answer):
    with pytest.raises(PipelineError, match=r"listing\.json: is not a listing of the London Datastore"):
        listing(answer)


def test_names_of_boroughs_are_known_as_publishers_spell_them():
    names = pd.Series(
        ["Hammersmith & Fulham", "KINGSTON UPON THAMES", "City of Westminster", "Richmond upon Thames", "Unknown"]
    )

    codes = borough_codes(Path("a.csv"), names)

    assert list(codes) == ["E09000013", "E09000021", "E09000033", "E09000027", ""]


def test_months_go_over_the_turn_of_the_year():
    assert (next_month("2026-11", 2), next_month("2025-12")) == ("2027-01", "2026-01")


def test_a_file_got_by_hand_is_known_by_the_publishers_name_for_it():
    files = {
        "MPS Ward Level Crime (most recent 24 months)": Path("a.csv"),
        "MPS_Ward_Level_Crime_(Historical)": Path("b.csv"),
        "ward-2": Path("c.csv"),
    }

    assert given(files, "ward", "Ward Level Crime") == Path("a.csv")
    assert given({**files, "ward": Path("d.csv")}, "ward", "Ward Level Crime") == Path("d.csv")
    with pytest.raises(PipelineError, match=r"None of the files is 'LSOA Level Crime': name it lsoa"):
        given(files, "lsoa", "LSOA Level Crime")
