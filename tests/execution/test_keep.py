import json

from pipeline.execution.keep import drop_others, read_records


def test_evidence_of_runs_that_no_document_holds_any_more_goes(tmp_path):
    names = ("supply", "priority-1", "priority-2")
    for name in names:
        for kind in ("ipynb", "bundle.parquet", "failed.ipynb"):
            (tmp_path / f"{name}.{kind}").write_bytes(b"x")
    (tmp_path / "own").mkdir()

    drop_others(tmp_path, ["supply", "priority-1"])

    assert {path.name.partition(".")[0] for path in tmp_path.iterdir()} == {"supply", "priority-1", "own"}


def test_a_record_that_is_not_there_or_not_whole_is_no_record(tmp_path):
    assert read_records(tmp_path) == {}
    (tmp_path / "provenance.json").write_text('{"documents": {"board-paper"')
    assert read_records(tmp_path) == {}
    (tmp_path / "provenance.json").write_text(json.dumps({"documents": {"board-paper": {"report": "a"}}}))
    assert read_records(tmp_path) == {"board-paper": {"report": "a"}}
