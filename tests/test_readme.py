"""README is true: the verbs, chapters and files that it names exist, and its glossary is the one reports print."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.chapters import SHIPPED
from pipeline.documents import DOCUMENTS
from pipeline.glossary import GLOSSARY

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MADE_BY_A_BUILD = ("reports/", "data/processed/", "data/raw/<", "data/raw/editions/<")


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"cdp ([a-z]+)", README))))
def test_every_verb_it_names_exists(verb):
    shown = subprocess.run(
        [sys.executable, "-m", "pipeline", verb, "--help"], capture_output=True, text=True, check=False
    )

    assert shown.returncode == 0, shown.stderr


def test_every_command_of_make_it_names_exists():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.M)

    assert set(re.findall(r"^make ([a-z]+)", README, flags=re.M)) <= set(targets)


def test_it_names_every_chapter_and_no_other():
    assert re.findall(r"`notebooks/(\w+)\.ipynb`", README) == list(SHIPPED)


def test_it_says_of_every_chapter_in_which_documents_it_stands():
    for name in SHIPPED:
        [row] = [line for line in README.splitlines() if line.startswith(f"| `notebooks/{name}.ipynb`")]
        held = [one.id.replace("-", " ") for one in DOCUMENTS if name in one.chapters] or ["index"]

        assert row.split(" | ")[-1].removesuffix(" |") == ", ".join(held)


def test_it_names_every_document():
    assert all(f"`{document.file}`" in README for document in DOCUMENTS)


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"(?:`|\(| )((?:pipeline|data|docs|reports|notebooks|tests)/[^\s`)]*)", README)))
)
def test_every_file_it_names_exists_or_is_made_by_a_build(name):
    assert name.startswith(MADE_BY_A_BUILD) or (ROOT / name).exists()


def test_its_glossary_is_the_one_that_reports_print():
    for term, text in GLOSSARY.items():
        assert f"**{term}**: {text}" in README
