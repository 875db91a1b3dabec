from io import BytesIO

import pytest

from pipeline.report.pdf_file import finished

pikepdf = pytest.importorskip("pikepdf")
PAGE = """<html><head><title>Board paper: Barnet &amp; others (draft)</title>
<meta name="author" content="Invented partnership"><meta name="description" content="What is asked.">
<meta name="dcterms.created" content="2026-11-22"></head><body>
<h1><span>London Borough</span> Board paper</h1><h2>Key   messages</h2></body></html>"""


def printed(*bookmarks, **info):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(words, 0) for words in bookmarks)
    for name, words in info.items():
        pdf.docinfo[f"/{name}"] = words
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def opened(pdf):
    return pikepdf.open(BytesIO(pdf))


def test_properties_are_the_pages_own_and_say_nothing_of_the_machine():
    made = opened(finished(printed(Creator="HeadlessChrome on Linux", CreationDate="D:20301231235959Z"), PAGE))

    assert {name: str(value) for name, value in made.docinfo.items()} == {
        "/Title": "Board paper: Barnet & others (draft)",
        "/Author": "Invented partnership",
        "/Subject": "What is asked.",
        "/Creator": "cdp build",
        "/CreationDate": "D:20261122000000Z",
        "/ModDate": "D:20261122000000Z",
    }
    assert made.Root.Lang == "en-GB"
    assert made.Root.ViewerPreferences.DisplayDocTitle


def test_metadata_say_title_and_language_and_claim_no_standard():
    with opened(finished(printed(), PAGE)).open_metadata() as metadata:
        assert metadata["dc:title"] == "Board paper: Barnet & others (draft)"
        assert metadata["dc:language"] == {"en-GB"}
        assert "pdfuaid:part" not in metadata


def test_a_page_that_names_no_author_and_no_day_gets_none():
    made = opened(finished(printed(), "<html><head><title>Index</title></head></html>"))

    assert set(made.docinfo) == {"/Title", "/Creator"}


def test_bookmarks_have_their_spaces_again():
    with opened(finished(printed("London BoroughBoard paper", "Keymessages", "Other"), PAGE)).open_outline() as outline:
        assert [item.title for item in outline.root] == ["London Borough Board paper", "Key messages", "Other"]


def test_the_same_page_at_another_time_gives_the_same_bytes():
    first, second = (printed("A", CreationDate=day, ModDate=day) for day in ("D:20260101000000Z", "D:20270102030405Z"))

    assert first != second
    assert finished(first, PAGE) == finished(second, PAGE)
