"""Headlines that hold an open query, in notebooks as a run leaves them; figures invented."""

import nbformat
import pytest

from pipeline.areas import find_area
from pipeline.build.headlines import headlines, refuse_open
from pipeline.errors import PipelineError
from pipeline.project import Project
from tests.evidence import bundle, rows
from tests.report.invented_page import board, facts, notebook, opening, sentence, tiles

BARNET = find_area("barnet")
DEATHS = "drug_misuse_death_rate_published"


def executed(folder, *cells, flags=""):
    nbformat.write(notebook(opening("summary"), *cells), folder / "summary.ipynb")
    table = rows(f"""
        indicator | area_code | period  | numerator | value | lower | upper | england | flags
        {DEATHS}  | E09000003 | 2022-24 |        25 |   2.4 |   1.5 |   3.6 |     5.8 | {flags}
    """)
    (folder / "summary.bundle.parquet").write_bytes(bundle(table).to_bytes())
    return {"summary": folder / "summary.ipynb"}


def said(text="Deaths were lower than in England."):
    return board({"text": text, "finding": f"barnet.{DEATHS}.level", "link": ""})


def tile():
    [shown] = tiles()["tiles"]
    return facts("tiles", tiles=[{**shown, "link": f"compare-{DEATHS}"}])


@pytest.mark.parametrize("shown", [said(), tile()])
def test_a_headline_whose_figure_is_a_query_is_not_signed(tmp_path, shown):
    refuse_open(Project(tmp_path), BARNET, executed(tmp_path, shown))

    with pytest.raises(PipelineError, match="made differently"):
        refuse_open(Project(tmp_path), BARNET, executed(tmp_path, shown, flags="query"))


def test_a_headline_that_says_that_it_is_a_query_is_not_signed(tmp_path):
    with pytest.raises(PipelineError, match="a query is open"):
        refuse_open(Project(tmp_path), BARNET, executed(tmp_path, said("Deaths rose. Query: not explained.")))


def test_a_query_that_leads_nothing_keeps_nobody_from_signing(tmp_path):
    shown = facts("answer", sentences=[sentence("Deaths rose. Query: not explained.")])

    assert headlines(executed(tmp_path, shown, flags="query")) == []
    refuse_open(Project(tmp_path), BARNET, executed(tmp_path, shown, flags="query"))


@pytest.mark.parametrize(("decision", "indicator", "refused"), [
    ("query", DEATHS, True), ("accept", DEATHS, False), ("query", "smoking", False),
])  # fmt: skip
def test_a_query_of_a_review_about_a_headline_keeps_it_from_being_signed(tmp_path, decision, indicator, refused):
    own = tmp_path / "data" / "raw" / "local" / "barnet" / "review.toml"
    own.parent.mkdir(parents=True)
    own.write_text(
        f'[[decision]]\nchange = "barnet.{indicator}.level"\nwhat = "Invented change"\nfingerprint = "invented"\n'
        f'decision = "{decision}"\nrole = "Analyst"\ndate = "2026-11-01"\nnote = "Why?"\n'
    )

    if refused:
        with pytest.raises(PipelineError, match="Invented change: query by the Analyst"):
            refuse_open(Project(tmp_path), BARNET, executed(tmp_path, said()))
    else:
        refuse_open(Project(tmp_path), BARNET, executed(tmp_path, said()))
