import json
import os

import pytest

from pipeline.fetch.by_hand import LIMIT
from pipeline.fetch.outcome import State
from tests.fetch.invented import LANDED, NEW, carry, feed, fetched


def given(folder, body, name="ViewIt (1).csv"):
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


def test_a_file_that_a_person_got_goes_the_same_way(project, tmp_path):
    outcome = fetched(project, feed(by_hand="Press the button."), [given(tmp_path, NEW)])

    record = json.loads((project.raw / "invented/2024/provenance.json").read_text())
    assert (outcome.state, outcome.release) == (State.LANDED, "2024")
    assert (project.raw / "invented/2024/counts.csv").read_text() == LANDED
    assert record["published_copy"].startswith("Read on 2026-05-04 from files that a person had downloaded")
    assert [origin["name"] for origin in record["fetched"]] == ["ViewIt (1).csv"]
    assert "url" not in record["fetched"][0]


def test_files_are_given_to_the_reader_by_their_names_without_ending(project, tmp_path):
    seen = []

    def read(files, before):
        seen.append((sorted(files), before.name))
        raise KeyError

    fetched(project, feed(read=read), [given(tmp_path, NEW, "ward.csv"), given(tmp_path, NEW, "lsoa.csv")])

    assert seen == [(["lsoa", "ward"], "2023")]


@pytest.mark.parametrize(
    ("body", "name", "words"),
    [
        ("<html><title>Log in</title>,", "a.csv", "a.csv: a web page ('Log in') came in place of CSV"),
        (b"PK\x03\x04", "a.xlsx", "a.xlsx: the packed file is damaged"),
        (NEW, "a.xls", "a.xls: the file is no workbook in XLS"),
        (NEW, "a.pdf", "a.pdf: a file whose name ends in .csv, .json"),
        (NEW, "a", "a file whose name ends in"),
    ],
)
def test_a_wrong_file_is_refused(project, unharmed, tmp_path, body, name, words):
    outcome = fetched(project, feed(by_hand="Press the button."), [given(tmp_path, body, name)])

    assert words in outcome.why
    assert "Press the button" not in outcome.why
    unharmed()


def test_every_file_that_cannot_be_taken_is_named(project, unharmed, tmp_path):
    (tmp_path / "two").mkdir()
    large = given(tmp_path, "", "large.csv")
    os.truncate(large, LIMIT + 1)
    paths = [
        tmp_path / "gone.csv",
        tmp_path,
        large,
        given(tmp_path, NEW, "one.csv"),
        given(tmp_path / "two", NEW, "one.csv"),
    ]

    outcome = fetched(project, feed(), paths)

    assert "gone.csv is not there" in outcome.why
    assert f"{tmp_path} is not there" in outcome.why
    assert "large.csv holds 1,000,000,001 bytes" in outcome.why
    assert "one: two files have this name" in outcome.why
    unharmed()


def test_a_file_that_the_reader_needs_and_was_not_given_is_named(project, unharmed, tmp_path):
    def read(files, before):
        return carry({"ward": files["ward"]}, before)

    one = feed(by_hand="Save it as ward.csv.", read=read)
    outcome = fetched(project, one, [given(tmp_path, NEW, "wards.csv")])

    assert outcome.why == "a file called ward is needed, beside wards.csv.\nBy hand: Save it as ward.csv."
    unharmed()
