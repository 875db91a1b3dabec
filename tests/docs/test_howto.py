"""The how-to pages are followed step by step in a copy of the project: what they say to type, and what is then seen."""

import inspect
import re
from pathlib import Path

import pytest
from pandas.core.reshape import merge

from tests.docs.steps import ROOT, VERBS, Follower, copy_project, steps_of

PAGES = ("add-a-source", "add-an-indicator", "add-a-chapter", "add-a-local-priority")
PACKAGE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "pipeline").rglob("*.py")))
SAYS = PACKAGE + inspect.getsource(merge)  # a join that pandas refuses


def text_of(page: str) -> str:
    return (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """One copy for all pages: each goes on from the one before, as somebody's own project would."""
    return copy_project(tmp_path_factory.mktemp("howto"))


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_following_the_page_does_what_it_says(project, page):
    follower = Follower(project)

    follower.follow(text_of(page))

    assert len(follower.done) == len(steps_of(text_of(page)))


@pytest.mark.parametrize("page", PAGES)
def test_every_block_says_what_is_done_with_it(page):
    blocks = len(re.findall(r"^```\w*\n.*?^```$", text_of(page), flags=re.M | re.S))
    steps = steps_of(text_of(page))

    assert sum(bool(step.block) for step in steps) == blocks
    assert {step.verb for step in steps} <= set(VERBS)


@pytest.mark.parametrize("page", PAGES)
def test_every_message_that_it_explains_is_one_that_the_program_says(page):
    _, _, trouble = text_of(page).partition("## What goes wrong")
    messages = re.findall(r"^\| (`.*?`)(?:, (`.*?`))? \|", trouble, flags=re.M)
    parts = [part.strip() for found in messages for text in found for part in text.strip("`").split("...")]

    for part in filter(lambda part: len(part) > 8, parts):
        assert part in SAYS, f"nothing says {part!r}"
