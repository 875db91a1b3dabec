"""Links between the pages for people lead somewhere: the file exists, and so does the heading."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "data/raw/README.md"]
)
_FENCED = re.compile(r"^```.*?^```$", re.M | re.S)


def prose_of(page: Path) -> str:
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors_of(page: Path) -> set[str]:
    """The names that a heading goes by on a page: lower case, hyphens for spaces, no other signs."""
    headings = re.findall(r"^#+ (.+)$", prose_of(page), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


LINKS = [(page, link) for page in PAGES for link in re.findall(r"\]\(([^)\s]+)\)", prose_of(page))]
INSIDE = [(page, link) for page, link in LINKS if not link.startswith("https://")]


@pytest.mark.parametrize(("page", "link"), INSIDE, ids=lambda one: getattr(one, "name", one))
def test_a_link_leads_to_a_file_and_a_heading(page, link):
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page

    assert target.exists()
    assert not anchor or anchor in anchors_of(target)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (page, name)
        for page in PAGES
        for name in sorted(set(re.findall(r"`((?:docs|pipeline|tests|notebooks)/[\w./-]+)`", prose_of(page))))
    ],
    ids=lambda one: getattr(one, "name", one),
)
def test_a_file_that_a_page_names_exists_or_is_written_by_it(page, name):
    written = re.findall(r"<!-- \w[\w ]*: (?:\S+ to )?(\S+?)(?:,.*)? -->", page.read_text(encoding="utf-8"))

    assert (ROOT / name).exists() or name in written or name.startswith("notebooks/local/")  # a borough's own


def test_the_index_of_the_pages_is_whole():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    others = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}

    assert set(re.findall(r"\]\(([\w-]+\.md)\)", index)) == others
