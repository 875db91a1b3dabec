"""Changes in words for people, and as records for machines: what is said first, then large revisions, then each source."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.areas import AREAS
from pipeline.changes.change import Change, Changes, Moved, Why
from pipeline.changes.said import NO_FIGURE
from pipeline.indicators import CATALOGUE
from pipeline.phrases import count

NOTHING = "Nothing differs: every figure, finding and recommendation is as it was."
LISTED = 12  # of a kind, before the rest is counted
ORDER = ("large", "moderate", "small", "")


def told(changes: Changes, whole: bool = False) -> list[str]:
    """Return the changes as lines for people; quiet about what is unchanged. `whole` lists all, and counts that too."""
    parts = [_findings(changes), _asks(changes), _revisions(changes, whole), _others(changes, whole), _sources(changes)]
    lines = [f"From {changes.old} to {changes.new}", ""]
    for part in parts:
        lines += [*part, ""] if part else []
    if not any(parts):
        lines += [NOTHING, ""]
    if changes.notes:
        lines += [
            f"Findings are not compared where one of the two editions keeps none: {', '.join(changes.notes)}.",
            "",
        ]
    if whole:
        lines += [f"{count(changes.unchanged)} figures are as they were.", ""]
    return lines[:-1]


def as_records(changes: Changes) -> dict[str, Any]:
    """Return the changes as plain records: ids, values, why, tier, what each follows from, fingerprints."""
    return {
        "old": changes.old,
        "new": changes.new,
        "findings": [asdict(one) | {"fingerprint": one.fingerprint} for one in changes.findings],
        "recommendations": [asdict(one) for one in changes.recommendations],
        "figures": [
            {"id": one.id, "tier": one.tier, **asdict(one), "fingerprint": one.fingerprint} for one in changes.figures
        ],
        "comparators": [{"indicator": name, "period": period, "areas": areas} for name, period, areas in changes.benchmarks],
        "unchanged": changes.unchanged,
    }  # fmt: skip


def title_of(change: Change | Moved) -> str:
    """Return what a change is about: the area, the indicator, its group and period."""
    name = CATALOGUE[change.indicator].name if change.indicator in CATALOGUE else change.indicator
    group = f", {change.group}" if change.group else ""
    told = isinstance(change, Change) and change.why != Why.NEW_PERIOD  # its words name both periods
    period = f", {change.new.period or change.old.period}" if isinstance(change, Change) and told else ""
    return f"{AREAS[change.area_code].name}: {name}{group}{period}"


def words_of(change: Moved) -> str:
    """Return the two words of a finding, each with its period."""
    then, now = (_word_in_period(one) for one in (change.old, change.new))
    return f"{then} → {now}"


def _word_in_period(record: dict[str, Any]) -> str:
    if not record:
        return "no finding"
    word = NO_FIGURE if record["kind"] == "gap" else SEASON.get(record["word"], record["word"])
    comparator = record.get("comparator", "")
    beside = {"similar": f" to {comparator}"}.get(word, f" than {comparator}" if word in _COMPARING else "")
    period = record.get("said_period", "")
    return f"{word}{beside if comparator else ''}{f' ({period})' if period else ''}"


SEASON = {"level": "no clear difference"}  # of six months and those a year before
_COMPARING = {"higher", "lower", "better", "worse"}


def by_size(changes: Iterable[Change]) -> list[Change]:
    """Return revisions with the largest tier first, in it the largest move."""
    return sorted(changes, key=lambda one: (ORDER.index(one.tier), -one.size, one.id))


def _findings(changes: Changes) -> list[str]:
    if not changes.findings:
        return []
    lines = [f"Findings that changed their word: {count(len(changes.findings))}"]
    for one in changes.findings:
        kind = (
            "" if one.new.get("kind", one.old.get("kind")) in {"level", "gap"} else f" ({(one.new or one.old)['kind']})"
        )
        lines.append(f"  {title_of(one)}{kind}: {words_of(one)} [{one.why}]")
        lines += [f"    {one.reading}"] if one.reading else []
    return lines


def _asks(changes: Changes) -> list[str]:
    lines = [
        f"  {one.how}: {AREAS[one.area_code].name}: {one.ask} {one.why}".rstrip() for one in changes.recommendations
    ]
    return [f"Recommendations: {count(len(lines))}", *lines] if lines else []


def _revisions(changes: Changes, whole: bool) -> list[str]:
    own = [one for one in changes.own if one.why in {Why.REVISION, Why.EITHER}]
    if not own:
        return []
    shown = by_size(one for one in own if whole or one.tier != "small")
    shown = shown if whole else shown[:LISTED]
    tiers = Counter(one.tier for one in own)
    told = ", ".join(f"{count(tiers[tier])} {tier}" for tier in ORDER if tiers[tier])
    lines = [f"Revised figures: {told}"]
    for one in shown:
        follow = changes.follow(one.id)
        after = (
            f"; {count(len(follow))} other {'figure follows' if len(follow) == 1 else 'figures follow'}"
            if follow
            else ""
        )
        lines.append(f"  {title_of(one)}: {one.words()} [{one.why.value}, {one.tier}]{after}")
        lines += [f"    {title_of(each)}: {each.words()}" for each in by_size(follow)] if whole else []
    return [*lines, *_rest(len(own) - len(shown))]


def _others(changes: Changes, whole: bool) -> list[str]:
    """Method, state, and figures that came or went, those of one indicator together."""
    lines = []
    for why in (Why.METHOD, Why.STATE, Why.APPEARED, Why.DISAPPEARED):
        found: dict[str, list[Change]] = defaultdict(list)
        for one in changes.own:
            if one.why == why:
                found[one.indicator].append(one)
        shown = list(found.items()) if whole else list(found.items())[:LISTED]
        lines += [_together(name, why, ones) for name, ones in shown]
        lines += [f"    {title_of(one)}: {one.words()}" for _, ones in shown for one in ones] if whole else []
        lines += _rest(len(found) - len(shown))
    return ["Other changes", *lines] if lines else []


def _together(indicator: str, why: Why, ones: Sequence[Change]) -> str:
    name = CATALOGUE[indicator].name if indicator in CATALOGUE else indicator
    words = {
        Why.METHOD: "calculated in another way", Why.STATE: "another state", Why.APPEARED: "new here",
        Why.DISAPPEARED: "no longer here",
    }[why]  # fmt: skip
    areas, rows = len({one.area_code for one in ones}), sum(one.rows for one in ones)
    told = f"{count(rows)} figure{'s'[: rows != 1]} of {count(areas)} area{'s'[: areas != 1]}"
    example = f": {title_of(ones[0])} {ones[0].words()}" if len(ones) == 1 else ""
    return f"  {name}: {words}, {told}{example} [{why.value}]"


def _rest(number: int) -> list[str]:
    return [f"  and {count(number)} more: --all lists them"] if number > 0 else []


def _sources(changes: Changes) -> list[str]:
    """A table with a line for each source: how far it reaches, and how many figures differ in which way."""
    table = source_rows(changes)
    if not table:
        return []
    heads = ("Source", "Newest period", "New period", "Revised", "Follow", "Method", "Other")
    widths = [max(len(line[place]) for line in (heads, *table)) for place in range(len(heads))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (heads, *table)
    ]


def source_rows(changes: Changes) -> list[tuple[str, ...]]:
    """Return for each source with a change: newest period then and now, and how many figures differ in which way."""
    by_source: dict[str, list[Change]] = defaultdict(list)
    for one in changes.figures:
        by_source[one.source].append(one)
    return [tuple(_source_row(source, ones)) for source, ones in sorted(by_source.items())]


def _source_row(source: str, ones: Sequence[Change]) -> Iterator[str]:
    further = [one for one in ones if one.why == Why.NEW_PERIOD]
    newest = max(further, key=lambda one: one.new.end, default=None)
    revised = [one for one in ones if one.why in {Why.REVISION, Why.EITHER}]
    method = [one for one in ones if one.why == Why.METHOD]
    yield source
    yield f"{newest.old.period} → {newest.new.period}" if newest else "as before"
    other = len(ones) - len(further) - len(revised) - len(method)
    own = [one for one in revised if not one.follows]
    for number in (len(further), len(own), len(revised) - len(own), len(method), other):
        yield count(number) if number else "–"
