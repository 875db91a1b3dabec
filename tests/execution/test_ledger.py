from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pipeline.execution.ledger import Entry, latest, record


def entry(borough="barnet", chapter="supply", status="ok", error=""):
    return Entry(borough, chapter, status, error, None, 1.5, "latest", "n1", "b1", "x1")


def test_the_newest_entry_of_a_chapter_counts(tmp_path):
    ledger = tmp_path / "reports" / "ledger.jsonl"
    record(ledger, entry(status="ok"))
    record(ledger, entry(status="failed", error="KeyError: 'x'"))
    record(ledger, entry(chapter="demand"))

    found = latest(ledger)

    assert found["barnet", "supply"].error == "KeyError: 'x'"
    assert found["barnet", "demand"].status == "ok"


def test_there_is_nothing_before_the_first_run(tmp_path):
    assert latest(tmp_path / "ledger.jsonl") == {}


def test_lines_written_at_once_stay_whole(tmp_path):
    ledger = tmp_path / "ledger.jsonl"

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: record(ledger, entry(borough=f"b{n}", error="long " * 2000)), range(40)))

    assert len(latest(ledger)) == 40


def test_a_line_cut_short_by_a_power_failure_does_not_hide_the_others(tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    record(ledger, entry())
    ledger.write_text(ledger.read_text() + '{"borough": "hackn')
    record(ledger, entry(borough="brent"))

    assert list(latest(ledger)) == [("barnet", "supply"), ("brent", "supply")]


def test_runs_of_one_chapter_are_told_apart_by_their_names(tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    for run in ("priority-1", "priority-2"):
        record(ledger, replace(entry(chapter="priority"), run=run))

    assert list(latest(ledger)) == [("barnet", "priority-1"), ("barnet", "priority-2")]


def test_a_line_without_the_name_of_its_run_is_that_of_its_chapter(tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    record(ledger, entry())
    ledger.write_text(ledger.read_text().replace(', "run": ""', ""))

    assert list(latest(ledger)) == [("barnet", "supply")]
