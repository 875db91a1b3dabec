"""Figures and tables numbered through the page, and every reference to one resolved."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup, escape

from pipeline.errors import PipelineError, did_you_mean
from pipeline.report.admit import Bundle
from pipeline.report.stitch import StitchedChapter

_NAMES = {"figure": "Figure", "table": "Table", "spine": "Table"}
CHARTS = ("compare", "trend", "groups", "months", "wards")  # ids of ready charts: what they are, then the indicator
_REFERENCE = re.compile(r"\{(?:fig|figure|table):([^{}\s]+)\}")


class References:
    """What every numbered figure and table, and every chapter, is called on this page."""

    def __init__(self, labels: dict[str, str]) -> None:
        """Hold the label of each id."""
        self.labels = labels

    def label(self, target: str) -> str:
        """Return what the target is called ("Figure 3")."""
        return self.labels[target.removeprefix("#")]

    def link(self, target: str) -> Markup:
        """Return a link to the target in its own words."""
        words = self.label(target)
        if re.fullmatch(r"(Figure|Table) \d+", words):
            words = words.replace(" ", "\N{NO-BREAK SPACE}")
        return Markup('<a href="#{}">{}</a>').format(target.removeprefix("#"), words)

    def evidence(self, target: str) -> str:
        """Return the id on this page that shows a finding's evidence: the chart asked for, else another of its indicator.

        Empty where none is here: documents differ in their chapters, and a sentence stands without its link.
        """
        wanted = target.removeprefix("#")
        indicator = wanted.partition("-")[2]
        candidates = [wanted, *(f"{chart}-{indicator}" for chart in CHARTS if indicator)]
        return next((one for one in candidates if one in self.labels), "")

    def text(self, words: str) -> Markup:
        """Return plain words as HTML, each `{fig:ID}` in them as a link."""
        return self.prose(str(escape(words)))

    def prose(self, html: str) -> Markup:
        """Return HTML with each `{fig:ID}` in it as a link."""
        return Markup(_REFERENCE.sub(lambda match: str(self.link(match[1])), html))


def number(chapters: Iterable[StitchedChapter]) -> References:
    """Return the labels of a page's figures and tables, counted through all chapters in page order.

    Raises PipelineError naming every id used twice and every reference written in prose to what is not on the page.
    """
    chapters = list(chapters)
    labels, faults = _labels(chapters)
    faults += [
        f"{chapter.key} links to '{target}', which is not on this page.{did_you_mean(target, labels)}"
        for chapter in chapters
        for target in dict.fromkeys(_targets(chapter))
        if target.removeprefix("#") not in labels
    ]
    if faults:
        raise PipelineError("The page cannot be put together.\n" + "\n".join(f"  {fault}" for fault in faults))
    return References(labels)


def _labels(chapters: list[StitchedChapter]) -> tuple[dict[str, str], list[str]]:
    labels = {chapter.key: chapter.title for chapter in chapters if not chapter.is_front}
    labels |= {heading.id: heading.text for chapter in chapters for heading in chapter.headings}
    counts = dict.fromkeys(_NAMES.values(), 0)
    faults = []
    for chapter in chapters:
        for bundle in chapter.bundles:
            if bundle["kind"] == "list":
                labels |= {item["id"]: "the gap" for item in bundle["items"] if "id" in item}
            if bundle["kind"] not in _NAMES:
                continue
            if bundle["id"] in labels:
                faults.append(f"{chapter.key} uses the id '{bundle['id']}' again: give one of the two another id.")
            name = _NAMES[bundle["kind"]]
            counts[name] += 1
            labels[bundle["id"]] = f"{name} {counts[name]}"
    return labels, faults


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
