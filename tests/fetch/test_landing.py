import json
from dataclasses import replace
from hashlib import sha256

import pandas as pd
import pytest

from pipeline.fetch.engine import fetch
from pipeline.fetch.outcome import State
from pipeline.publishers import Carried
from pipeline.release import Release, issue_of
from tests.fetch.invented import LANDED, NEW, carry, feed, fetched, landed_files, setting


@pytest.fixture
def publisher(httpserver):
    """Say what the invented publisher's file holds; the address of it."""

    def says(body, **headers):
        httpserver.clear()
        httpserver.expect_request("/counts.csv").respond_with_data(body, content_type="text/csv", headers=headers)
        return httpserver.url_for("/counts.csv").replace("localhost", "127.0.0.1")

    return says


def test_a_newer_release_lands_with_its_record_and_the_older_one_stays(project, publisher):
    before = landed_files(project)

    outcome = fetched(project, feed(publisher(NEW, ETag='"one"')))
    assert not outcome.why

    landed = project.raw / "invented" / "2024"
    record = json.loads((landed / "provenance.json").read_text())
    [origin] = record["fetched"]
    assert (outcome.state, outcome.release) == (State.LANDED, "2024")
    assert (landed / "counts.csv").read_bytes() == LANDED.encode()
    assert record["files"] == {"counts.csv": {"sha256": sha256(LANDED.encode()).hexdigest(), "rows": 2}}
    assert origin["sha256"] == sha256(NEW.encode()).hexdigest()
    assert (origin["url"].rpartition("/")[2], origin["etag"], origin["bytes"]) == ("counts.csv", '"one"', len(NEW))
    assert [record[name] for name in ("source", "publisher", "release", "licence", "accessed", "caveats")] == [
        "invented", "Invented Office", "2024", "Invented Licence", "2026-05-04", ["Of nobody.", "Invented."],
    ]  # fmt: skip
    assert {name: landed_files(project)[name] for name in before} == before


def test_what_changed_against_the_release_before_is_said(project, publisher):
    outcome = fetched(
        project, feed(publisher("Code,Year,Count\nE09000003,2023,13\nE09000012,2023,20\nE09000003,2024,1\n"))
    )

    assert any("30" in line and "Barnet" in line for line in outcome.lines)  # from 10 to 13


def test_the_same_figures_are_nothing_new_on_another_day_and_in_another_order(project, publisher):
    fetched(project, feed(publisher(NEW)))
    before = landed_files(project)
    head, first, second = NEW.splitlines()

    outcome = fetched(
        project, feed(publisher("\n".join([head, second, first.replace("11", "11.0"), ""]))), day="2026-06-01"
    )

    assert (outcome.state, outcome.release) == (State.SAME, "2024")
    assert landed_files(project) == before


def test_figures_revised_under_the_same_name_land_beside_it_and_sort_behind_it(project, publisher):
    fetched(project, feed(publisher(NEW)))
    before = landed_files(project)

    first = fetched(project, feed(publisher(NEW.replace(",11", ",12"))))
    second = fetched(project, feed(publisher(NEW.replace(",11", ",13"))))
    again = fetched(project, feed(publisher(NEW.replace(",11", ",13"))))

    names = sorted(path.name for path in (project.raw / "invented").iterdir())
    assert [first.release, second.release] == ["2024.r02", "2024.r03"]
    assert names == ["2023", "2024", "2024.r02", "2024.r03"]
    assert sorted([*names, "2025"])[-1] == "2025"
    assert (again.state, again.release) == (State.SAME, "2024.r03")
    assert {name: landed_files(project)[name] for name in before} == before
    assert json.loads((project.raw / "invented/2024.r02/provenance.json").read_text())["release"] == "2024.r02"


def test_a_revision_is_still_the_publishers_issue_of_that_name(project, publisher):
    after = NEW.replace("2024", "2026")  # figures of a time that an issue of 2024 cannot know

    assert Release("2026-04.r02", project.raw, {}).issue == issue_of("2026-04") == "2026-04"
    for body in (NEW, after):
        outcome = fetched(
            project, feed(publisher(body), read=lambda files, before: replace(carry(files, before), release="2024"))
        )
    assert "no period ends after 2024-12-31" in outcome.why


def test_figures_that_were_revised_and_came_back_are_a_release_again(project, publisher):
    for body in (NEW, NEW.replace(",11", ",12")):
        fetched(project, feed(publisher(body)))

    assert fetched(project, feed(publisher(NEW))).release == "2024.r03"


def test_a_table_that_the_publisher_does_not_speak_of_is_taken_over_from_the_release_before(project, publisher):
    def says_nothing(files, before):
        return Carried("2024", {})

    outcome = fetched(project, feed(publisher(NEW), read=says_nothing))

    assert (outcome.state, outcome.release) == (State.SAME, "2023")


def test_rows_that_the_reader_refuses_are_named_and_nothing_lands(project, publisher, unharmed):
    outcome = fetched(project, feed(publisher(NEW.replace("E09000012", "E99").replace(",11", ",-1"))))

    assert outcome.state == State.FAILED
    assert "line 2: count -1 is not a whole number" in outcome.why
    assert "line 3: area_code E99 is not the ONS code" in outcome.why
    assert "Nothing has landed." in outcome.why
    refused = project.raw / ".downloads" / "invented-refused" / "counts.csv"
    assert refused.read_text().splitlines()[1] == "E09000003,2024,-1"
    assert f"File: {refused.relative_to(project.root).as_posix()}" in outcome.why
    unharmed()


def test_a_release_that_breaks_its_contract_is_refused(project, publisher, unharmed):
    def too_early(files, before):
        return replace(carry(files, before), release="2022")  # and holds figures of 2024

    outcome = fetched(project, feed(publisher(NEW), read=too_early))

    assert "no period ends after 2022-12-31" in outcome.why
    unharmed()


def test_looking_only_says_what_is_newer_and_lands_nothing(project, publisher, unharmed):
    url = publisher(NEW)

    outcome = fetched(project, feed(url), look_only=True)

    assert (outcome.state, outcome.release) == (State.NEWER, "2024")
    unharmed()


def test_an_older_release_lands_and_is_said_not_to_be_the_one_in_use(project, publisher):
    outcome = fetched(project, feed(publisher(NEW.replace("2024", "2022"))))

    assert outcome.lines[0] == "2023 is newer and stays the one in use."


def test_one_source_that_fails_does_not_stop_the_others(project, publisher, httpserver):
    def broken(files, before):
        raise KeyError("invented")

    good = feed(publisher(NEW))
    gone = feed(httpserver.url_for("/gone").replace("localhost", "127.0.0.1"), source="a_gone")
    bug = feed(publisher(NEW), source="b_bug", read=broken)
    by_hand = feed(source="c_hand", by_hand="Press the button.")

    outcomes = fetch(setting(project, gone, bug, by_hand, good), ["a_gone", "b_bug", "c_hand", "invented"])

    assert [one.state for one in outcomes] == [State.FAILED, State.FAILED, State.FAILED, State.LANDED]
    assert "KeyError: 'invented'" in outcomes[1].why
    assert "cdp fetch c_hand --file FILE" in outcomes[2].why
    assert "By hand: Press the button." in outcomes[2].why
    assert sorted(path.name for path in project.raw.iterdir()) == [".downloads", "invented"]


def test_a_release_name_that_does_not_sort_is_a_fault_of_the_reader(project, publisher, unharmed):
    url = publisher(NEW)
    for name in ("../2024", "May 2024", ".2024", ""):
        outcome = fetched(project, feed(url, read=lambda files, before, name=name: Carried(name, {})))
        assert "a reader called its release" in outcome.why
    unharmed()


def test_a_table_of_text_is_written_as_it_is(project, publisher):
    def of_text(files, before):
        rows = {"area_code": ["E09000003"], "year": ["2024"], "count": ["007"]}
        return Carried("2024", {"counts.csv": pd.DataFrame(rows, index=[9])})

    fetched(project, feed(publisher(NEW), read=of_text))

    assert (project.raw / "invented/2024/counts.csv").read_bytes() == b"area_code,year,count\nE09000003,2024,007\n"
