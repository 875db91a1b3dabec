"""Cut text or Markdown into sentences, grouped by what is read in one go: a paragraph, or a list with its lead.

Tables, code and addresses are left out: a table's numbers have their units in its header.
"""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"\s*#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s+(?=\S)")
_LEAD = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*+•]\s+|\d+[.)]\s+)+")
_MARKS = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"`[^`]*`|<[^<>\n]+>|https?://\S+"), " "),
    (re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)"), ""),
    (re.compile("[\u2018\u2019]"), "'"),
    (re.compile("\u2212"), "-"),
    (re.compile("[\u00a0\u202f\u2009]"), " "),
    (re.compile(r"\s+"), " "),
)
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9£])")
_ABBREVIATIONS = re.compile(r"\b(?:e\.g|i\.e|cf|vs|etc|approx|No|St|Dr|Mr|Mrs|Ms|para|ca?)\.$")


def paragraphs(text: str) -> Iterator[list[str]]:
    """Yield the sentences of each paragraph (a list belongs to the lines above it), without their Markdown marks."""
    for block in _blocks(_FENCE.sub("", text)):
        sentences = [sentence for piece in block if (plain := _plain(piece)) for sentence in _cut(plain)]
        if sentences:
            yield sentences


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines joined to pieces (wrapped lines, one list item, one heading), pieces grouped to blocks."""
    block: list[str] = []
    open_piece = False
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("|"):
            open_piece = False
        elif _HEADING.match(line):
            yield [*block]
            yield [line]
            block, open_piece = [], False
        elif _ITEM.match(line):
            block.append(line)
            open_piece = True
        elif open_piece:
            block[-1] += f" {line}"
        else:
            yield [*block]
            block, open_piece = [line], True
    yield block


def _plain(piece: str) -> str:
    plain = _LEAD.sub("", piece)
    for pattern, instead in _MARKS:
        plain = pattern.sub(instead, plain)
    return plain.strip()


def _cut(plain: str) -> list[str]:
    sentences: list[str] = []
    for piece in _END.split(plain):
        if sentences and _ABBREVIATIONS.search(sentences[-1]):
            sentences[-1] += f" {piece}"
        else:
            sentences.append(piece)
    return sentences
