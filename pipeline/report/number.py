"""Figures and tables numbered through the page, and every reference resolved: on this page, or in the document beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from pipeline.errors import PipelineError, did_you_mean
from pipeline.report.admit import Bundle
from pipeline.report.request import Elsewhere
from pipeline.report.stitch import Part, StitchedChapter

_NAMES = {"figure": "Figure", "table": "Table", "spine": "Table"}
# Ids of ready charts: what they are, then the indicator.
CHARTS = ("compare", "trend", "groups", "months", "wards", "bars", "beside", "funnel", "season", "fifths", "map")
# Where the sentences and numbers stand that carry a panel of their evidence.
PROVEN = {"board": "findings", "tiles": "tiles", "messages": "sentences", "answer": "sentences"}
_REFERENCE = re.compile(r"\{(?:fig|figure|table):([^{}\s]+)\}")


class References:
    """What every numbered figure and table, and every chapter, is called on this page; and in the document beside it."""

    def __init__(self, labels: Mapping[str, str], elsewhere: Elsewhere | None = None) -> None:
        """Hold the label of each id."""
        self.labels = labels
        self.elsewhere = elsewhere or Elsewhere()

    def label(self, target: str) -> str:
        """Return what the target is called ("Figure 3")."""
        name = target.removeprefix("#")
        return self.labels[name] if name in self.labels else self.elsewhere.labels[name]

    def href(self, target: str) -> str:
        """Return the address of the target: on this page, else in the other document."""
        name = target.removeprefix("#")
        return f"#{name}" if name in self.labels else f"{self.elsewhere.file}#{name}"

    def link(self, target: str) -> Markup:
        """Return a link to the target in its own words."""
        words = self.label(target)
        if re.fullmatch(r"(Figure|Table) \d+", words):
            words = words.replace(" ", "\N{NO-BREAK SPACE}")
        where = "" if target.removeprefix("#") in self.labels else f" of {self.elsewhere.name}"
        return Markup('<a href="{}">{}</a>{}').format(self.href(target), words, where)

    def evidence(self, target: str) -> str:
        """Return the id that shows a finding's evidence: the chart asked for, else another of its indicator.

        On this page first, else in the document beside it. Empty where none is: a sentence stands without its link.
        """
        wanted = target.removeprefix("#")
        indicator = wanted.partition("-")[2]
        candidates = [wanted, *(f"{chart}-{indicator}" for chart in CHARTS if indicator)]
        places = (self.labels, self.elsewhere.labels)
        return next((one for labels in places for one in candidates if one in labels), "")

    def text(self, words: str) -> Markup:
        """Return plain words as HTML, each `{fig:ID}` in them as a link."""
        return self.prose(str(escape(words)))

    def prose(self, html: str) -> Markup:
        """Return HTML with each `{fig:ID}` in it as a link."""
        return Markup(_REFERENCE.sub(lambda match: str(self.link(match[1])), html))


def number(chapters: Iterable[StitchedChapter], elsewhere: Elsewhere | None = None) -> References:
    """Return the labels of a page's figures and tables, counted through all chapters in page order.

    Raises PipelineError naming every id used twice and every reference written in prose to what is nowhere to be seen.
    """
    chapters = list(chapters)
    labels, faults = _labels(chapters)
    known = {**(elsewhere.labels if elsewhere else {}), **labels}
    faults += [
        f"{chapter.key} links to '{target}', which is not on this page.{did_you_mean(target, known)}"
        for chapter in chapters
        for target in dict.fromkeys(_targets(chapter))
        if target.removeprefix("#") not in known
    ]
    if faults:
        raise PipelineError("The page cannot be put together.\n" + "\n".join(f"  {fault}" for fault in faults))
    return References(labels, elsewhere)


def panels_of(bundle: Bundle) -> list[Bundle]:
    """Return the panels of evidence that a bundle prints: without those that it only links to."""
    held = [said.get("panel") for said in bundle[PROVEN[bundle["kind"]]]] if bundle["kind"] in PROVEN else []
    return [panel for panel in held if panel and panel["facts"]]


def panels_on(chapters: Iterable[StitchedChapter]) -> list[Bundle]:
    """Return the panels of evidence of a whole document, in its order."""
    return [panel for chapter in chapters for bundle in chapter.bundles for panel in panels_of(bundle)]


def shown(chapters: Iterable[StitchedChapter], refs: References) -> dict[str, str]:
    """Return the label of everything on a page that documents beside it may link to: charts, tables, cards."""
    ids = [name for chapter in chapters for bundle in chapter.bundles for name in _ids(bundle)]
    return {name: refs.label(name) for name in ids}


def each_once(chapters: Iterable[StitchedChapter]) -> list[StitchedChapter]:
    """Return the chapters with every chart, table and panel of evidence once: where it comes again, a line leads to it.

    Two chapters may show the same evidence (a priority's measure and its own chapter). What has the same id but says
    something else stays, for `number` to refuse.
    """
    first: dict[str, Bundle] = {}
    return [replace(chapter, parts=tuple(_once(part, first) for part in chapter.parts)) for chapter in chapters]


def _once(part: Part, first: dict[str, Bundle]) -> Part:
    return replace(part, bundles=tuple(_unless_repeated(bundle, first) for bundle in part.bundles))


def _unless_repeated(bundle: Bundle, first: dict[str, Bundle]) -> Bundle:
    """The bundle; a line instead of a repeated chart; repeated cards and stated gaps without the id that is taken."""
    if bundle["kind"] in {"figure", "table"}:
        before = first.setdefault(bundle["id"], bundle)
        repeated = before is not bundle and before == bundle
        return {"kind": "again", "area_code": bundle["area_code"], "of": bundle["id"]} if repeated else bundle
    if bundle["kind"] in PROVEN:
        place = PROVEN[bundle["kind"]]
        return {**bundle, place: [_panel_once(said, first) for said in bundle[place]]}
    items = "cards" if bundle["kind"] == "cards" else "items" if bundle["kind"] == "list" else ""
    return {**bundle, items: [_without_taken_id(one, first) for one in bundle[items]]} if items else bundle


def _panel_once(said: Bundle, first: dict[str, Bundle]) -> Bundle:
    """The sentence or number; with a panel that stands further up, its name alone, for a link to it."""
    if "panel" not in said:
        return said
    before = first.setdefault(said["panel"]["id"], said["panel"])
    repeated = before is not said["panel"] and before == said["panel"]
    return {**said, "panel": {**said["panel"], "facts": []}} if repeated else said


def _without_taken_id(item: Bundle, first: dict[str, Bundle]) -> Bundle:
    if not item.get("id"):
        return item
    before = first.setdefault(item["id"], item)
    return {**item, "id": ""} if before is not item and before == item else item


def _labels(chapters: list[StitchedChapter]) -> tuple[dict[str, str], list[str]]:
    labels = {chapter.key: chapter.title for chapter in chapters if not chapter.is_front}
    labels |= {heading.id: heading.text for chapter in chapters for heading in chapter.headings}
    counts = dict.fromkeys(_NAMES.values(), 0)
    faults = []
    for chapter in chapters:
        for bundle in chapter.bundles:
            for name in _ids(bundle):
                if name in labels:
                    faults.append(f"{chapter.key} uses the id '{name}' again: give one of the two another id.")
            labels |= _named(bundle)
            if bundle["kind"] in _NAMES:
                word = _NAMES[bundle["kind"]]
                counts[word] += 1
                labels[bundle["id"]] = f"{word} {counts[word]}"
    return labels, faults


def _ids(bundle: Bundle) -> list[str]:
    """The ids that a bundle brings onto the page."""
    return [bundle["id"]] if bundle["kind"] in _NAMES else list(_named(bundle))


def _named(bundle: Bundle) -> dict[str, str]:
    """Return the labels of stated gaps, cards and panels by id: they can be linked to, and are not counted."""
    if bundle["kind"] in PROVEN:
        return {one["id"]: one["title"] for one in panels_of(bundle)}
    if bundle["kind"] == "list":
        return {item["id"]: "the gap" for item in bundle["items"] if item.get("id")}
    if bundle["kind"] == "cards":
        return {card["id"]: _card_label(card) for card in bundle["cards"] if card["id"]}
    return {}


def _card_label(card: Bundle) -> str:
    """What a card is called in a link: "Recommendation 3" of "Recommendation 3. Draft for the partnership"."""
    return str(card["eyebrow"]).partition(". ")[0] or str(card["title"])


def _targets(chapter: StitchedChapter) -> Iterator[str]:
    for part in chapter.parts:
        if part.prose:
            yield from _REFERENCE.findall(part.prose.html)
        for bundle in part.bundles:
            yield from _bundle_targets(bundle)


def _bundle_targets(value: Bundle | list[Any] | str | Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"svg", "csv", "link"}:
                yield from _bundle_targets(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _bundle_targets(inner)
    elif isinstance(value, str):
        yield from _REFERENCE.findall(value)
