"""The Word file around the words: pandoc's reference document in the page's colours, and the last touches to the result."""

import io
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.report.page import render
from pipeline.report.pandoc import default_reference

_FOOTER = "footer1.xml"
_FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_FOOTER_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can name: a file must not change with the hour it is made
_ALT = re.compile(r'(<wp:docPr descr="([^"]*)"(?:(?!<pic:cNvPr ).)*<pic:cNvPr )descr="[^"]*"', re.DOTALL)
_WHOLE = "<w:cantSplit />"
_LAST_ROW = re.compile(r"<w:tr>(?:(?!<w:tr>).)*</w:tbl>", re.DOTALL)
_CONTENTS = re.compile(r'<w:p><w:pPr><w:pStyle w:val="TOC1" /></w:pPr>.*?</w:p>', re.DOTALL)
_TABLE = re.compile(
    r'<w:tblW w:type="pct" w:w="(?P<share>\d+)" />(?P<between>(?:(?!<w:tblGrid>).)*)<w:tblGrid>(?P<grid>.*?)</w:tblGrid>',
    re.DOTALL,
)
_ALL_OF_IT = 5000  # fiftieths of a per cent
TEXT_WIDTH = 9866  # twentieths of a point: an A4 page less its margins, as in reference.xml.j2
_FIELD = '<w:r><w:fldChar w:fldCharType="{}" /></w:r>'
_INSTRUCTION = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
# Word 2013 and later: without it Word opens the file as an old one, in its compatibility mode.
_MODERN = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15" /></w:compat>'
)


@lru_cache(maxsize=16)
def reference(running: str, accent: str = "") -> bytes:
    """Return the reference document: our styles, an A4 page, and a footer with `running` and page x of y.

    `accent` is the colour of the council's name, like #12436d.
    """
    facts = {"running": running, "accent": accent.removeprefix("#").upper()}
    styles, page, footer = (_xml(f"word/{name}.xml.j2", **facts) for name in ("styles", "reference", "footer"))
    override = f'<Override PartName="/word/{_FOOTER}" ContentType="{_FOOTER_TYPE}"/></Types>'
    relation = f'<Relationship Id="rIdFooter" Type="{_FOOTER_RELATION}" Target="{_FOOTER}"/></Relationships>'
    edits: dict[str, Callable[[str], str]] = {
        "[Content_Types].xml": lambda text: text.replace("</Types>", override),
        "word/_rels/document.xml.rels": lambda text: text.replace("</Relationships>", relation),
        "word/styles.xml": lambda _: styles,
        "word/document.xml": lambda _: page,
    }
    return _edited(default_reference(), edits, {f"word/{_FOOTER}": footer})


def finished(docx: bytes) -> bytes:
    """Return pandoc's file with what it leaves out, and the same bytes for the same words."""
    edits = {
        "word/document.xml": _document,
        "word/numbering.xml": _numbering,
        "word/settings.xml": _settings,
        "docProps/app.xml": _app,
    }
    return _edited(docx, edits, {})


def _xml(template: str, **facts: str) -> str:
    return render(template, **facts).strip()


def _document(text: str) -> str:
    """Row headings marked, rows kept whole, alternative text in both its places, contents that Word can renew."""
    text = text.replace('w:firstColumn="0"', 'w:firstColumn="1"').replace('w:val="0020"', 'w:val="00A0"')
    text = text.replace("<w:tr>", f"<w:tr><w:trPr>{_WHOLE}</w:trPr>")
    text = text.replace(f"{_WHOLE}</w:trPr><w:trPr>", _WHOLE)
    text = _TABLE.sub(_measured, text)
    text = _LAST_ROW.sub(lambda found: found[0].replace('"CellKept"', '"Cell"'), text)
    text = _ALT.sub(lambda found: f'{found[1]}descr="{found[2]}"', text)
    return _with_contents(text)


def _with_contents(text: str) -> str:
    """The list of contents as a field: as it stands for every reader, and renewed with page numbers by who wants them."""
    entries = list(_CONTENTS.finditer(text))
    if not entries:
        return text
    start, end = entries[0].start(), entries[-1].end() - len("</w:p>")
    begun = _FIELD.format("begin") + _INSTRUCTION + _FIELD.format("separate")
    inside = text[start:end].replace("</w:pPr>", f"</w:pPr>{begun}", 1)
    return text[:start] + inside + _FIELD.format("end") + text[end:]


def _measured(table: re.Match[str]) -> str:
    """A table's width and those of its columns in lengths: a share of the page is read in more than one way."""
    columns = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', table["grid"])]
    share = int(table["share"]) / _ALL_OF_IT * TEXT_WIDTH / sum(columns)
    wide = [int(width * share) for width in columns]
    grid = "".join(f'<w:gridCol w:w="{width}" />' for width in wide)
    return f'<w:tblW w:type="dxa" w:w="{sum(wide)}" />{table["between"]}<w:tblGrid>{grid}</w:tblGrid>'


def _numbering(text: str) -> str:
    """Lists half as far from the margin as pandoc sets them."""
    return re.sub(r'w:left="(\d+)"', lambda found: f'w:left="{int(found[1]) // 2}"', text)


def _settings(text: str) -> str:
    plain = re.sub(r"<w:compat>.*?</w:compat>|<w:compat />", "", text, flags=re.DOTALL)
    plain = plain.replace('w:themeFontLang w:val="en-US"', 'w:themeFontLang w:val="en-GB"')
    return plain.replace("<w:rsids>", _MODERN + "<w:rsids>", 1) if "<w:rsids>" in plain else plain


def _app(text: str) -> str:
    """The properties without the counts of pandoc's own sample."""
    return re.sub(r"\s*<(Words|Lines|Characters|CharactersWithSpaces|Paragraphs|Pages|TotalTime)>\d+</\1>", "", text)


def _edited(docx: bytes, edits: Mapping[str, Callable[[str], str]], added: Mapping[str, str]) -> bytes:
    """Return the file with parts changed or added, every part dated alike."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(docx)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            content = edits[name](content.decode()).encode() if name in edits else content
            new.writestr(ZipInfo(name, _LONG_AGO), content, ZIP_DEFLATED)
        for name, text in added.items():
            new.writestr(ZipInfo(name, _LONG_AGO), text.encode(), ZIP_DEFLATED)
    return buffer.getvalue()
