"""Which findings changed their word between two editions, how that may be read, and what is asked no longer or anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.areas import Area
from pipeline.changes.change import Asked, Change, Moved, Why, own_codes, rests_on
from pipeline.indicators import CATALOGUE
from pipeline.phrases import count

Record = Mapping[str, Any]
WITHIN = 0.10  # recorded crime: a smaller difference is not called one (interpretation.md 2)
NOT_A_CHANGE = {
    Why.REVISION: "The publisher has revised the figure: that is no change in the borough.",
    Why.METHOD: "The figure is calculated in another way: that is no change in the borough.",
    Why.EITHER: "The figure was revised, or is calculated in another way: that is no change in the borough.",
}
ALSO = (
    "Figures that it is made of were revised, or are calculated in another way: what comes of that is no change here."
)
BESIDE = "The borough's own figure stands as it was; what it is compared with has moved."
STATES = "A figure that it rests on is in another state now."
JUDGED_ANEW = "No figure behind it has moved: it is judged in another way."
OVERLAP = (
    "The limits of the two figures overlap: the word is another one, and a change of the figure itself is not shown."
)
APART = "The limits of the two figures do not overlap."
NO_LIMITS = "Neither figure can be tested against the other."
CLOSE = "The two figures differ by less than a tenth, which is not called a change."
BROKEN = "A break in the series lies between the two periods: they are not compared."
HISTORICAL = "Both figures are historical."
YEARS = "Each is judged over its own five years, most of which are in both."
NO_FIGURE, LIMITS = "no figure", "the latest with limits"
MONTHS = {"rolling12": 12, "3y": 36}  # of a headline's period; calendar and financial years share none
HALF_A_YEAR = 6


def moved_findings(
    area: Area,
    old: Sequence[Record],
    new: Sequence[Record],
    changes: Iterable[Change],
    breaks: pd.DataFrame | None = None,
) -> list[Moved]:
    """Return the findings whose word is another one, each with how it may be read."""
    every = list(changes)
    by_indicator: dict[str, list[Change]] = defaultdict(list)
    for one in every:
        by_indicator[one.indicator].append(one)
    then, now = _by_question(old), _by_question(new)
    made = []
    for question in [*then, *(each for each in now if each not in then)]:
        was, is_now = then.get(question, {}), now.get(question, {})
        if _word(was) == _word(is_now) or (_unjudged(was) and _unjudged(is_now)):
            continue
        why, reading = _reading(was, is_now, by_indicator.get(question[0], []), every, area, breaks)
        id = str((is_now or was)["id"])
        made.append(Moved(id, question[0], area.code, question[2], dict(was), dict(is_now), why, reading))
    return made


def moved_recommendations(
    area: Area, old: Sequence[Record], new: Sequence[Record], words: Iterable[Moved]
) -> list[Asked]:
    """Return the recommendations that appear, fall, or were decided on since."""
    then, now = ({one["id"]: one for one in records} for records in (old, new))
    moved = {one.id for one in words}
    made = []
    for id in dict.fromkeys([*then, *now]):
        was, is_now = then.get(id), now.get(id)
        how = _how(was, is_now)
        record = is_now or was
        if how and record:
            telling = [each for each in record["findings"] if each in moved]
            why = f"The word of {count(len(telling))} of its findings is another one." if telling else ""
            made.append(Asked(id, area.code, how, record["ask"], why))
    return made


def _how(was: Record | None, is_now: Record | None) -> str:
    if was is None:
        return "appears"
    if is_now is None:
        return "falls"
    return "" if was["status"] == is_now["status"] else f"now {is_now['label'][:1].lower()}{is_now['label'][1:]}"


def _by_question(records: Sequence[Record]) -> dict[tuple[str, str, str, str], Record]:
    """By what was asked: a level and the gap in its place answer one question."""
    kinds = {"gap": "level"}
    return {
        (one["indicator"], kinds.get(one["kind"], str(one["kind"])), one.get("group", ""), LIMITS * ("asked" in one)): one
        for one in records
    }  # fmt: skip


def _word(record: Record) -> str:
    return NO_FIGURE if not record or record["kind"] == "gap" else str(record["word"])


def _unjudged(record: Record) -> bool:
    """A figure that is shown and not judged, or none at all: its coming and going is told with the figures."""
    return _word(record) in {NO_FIGURE, "not tested", "shown", "cannot be tested"}


def _reading(  # noqa: PLR0913, PLR0917  both records, the indicator's own changes and every other
    was: Record, is_now: Record, changes: Sequence[Change], every: Sequence[Change], area: Area,
    breaks: pd.DataFrame | None,
) -> tuple[str, str]:  # fmt: skip
    """Why the word is another one, and how that may be read."""
    if not was or not is_now:
        return ("appeared", "") if is_now else ("disappeared", "")
    if "gap" in {was["kind"], is_now["kind"]}:
        return "state", "A figure stands in one edition alone."
    if was.get("period") != is_now.get("period") or was.get("last_period") != is_now.get("last_period"):
        reading, also = _between(was, is_now, changes, area, breaks), _also(is_now, every, area)
        return (
            (f"{Why.NEW_PERIOD} and {also}", f"{reading} {ALSO}".lstrip()) if also else (Why.NEW_PERIOD.value, reading)
        )
    own = [
        one for one in changes if is_now.get("period") in {one.new.period, one.old.period} or "last_period" in is_now
    ]
    why = next((one.why for one in own if one.area_code in own_codes(area) and one.why in NOT_A_CHANGE), None)
    if why:
        return why.value, NOT_A_CHANGE[why]
    if any(one.why == Why.STATE and one.area_code in own_codes(area) for one in changes):
        return Why.STATE.value, STATES
    return ("comparison", BESIDE) if is_now.get("comparator") else ("judgement", JUDGED_ANEW)


def _also(is_now: Record, every: Sequence[Change], area: Area) -> str:
    """Why figures of the borough that a new period is made of, such as a month of it, are others too; "" if none is."""
    entry, ends = CATALOGUE.get(is_now["indicator"]), {is_now.get("period"), is_now.get("last_period")}
    own = [one for one in every if one.area_code in own_codes(area)]
    reached = [one.new.end for one in own if one.indicator == is_now["indicator"] and one.new.period in ends]
    if entry is None or not any(reached):
        return ""
    last, ago = pd.Timestamp(max(reached)), _months_of(is_now, entry.headline)
    for one in own:
        if one.why in NOT_A_CHANGE and one.new.end and rests_on(entry.id, one.indicator):
            end = pd.Timestamp(one.new.end)
            if 12 * (last.year - end.year) + last.month - end.month in ago:
                return one.why.value
    return ""


def _months_of(record: Record, headline: str) -> Collection[int]:
    """Which months a finding is made of, counted back from its last: a season, those a year before it too."""
    if record["kind"] == "season":
        return {*range(HALF_A_YEAR), *range(12, 12 + HALF_A_YEAR)}
    return range(60 if record["kind"] == "trend" else MONTHS.get(headline, 12))


def _between(was: Record, is_now: Record, changes: Sequence[Change], area: Area, breaks: pd.DataFrame | None) -> str:
    """How two figures of different periods may be read beside each other."""
    ends = {is_now.get("period"), is_now.get("last_period")}
    further = next(
        (
            one
            for one in changes
            if one.why == Why.NEW_PERIOD and one.area_code in own_codes(area) and one.new.period in ends
        ),
        None,
    )
    parts = [YEARS] if is_now["kind"] == "trend" else []
    if further is not None:
        months = shared_months(further.old.end, further.new.end, _window(is_now))
        parts += [f"The two periods share {count(months)} {'month' if months == 1 else 'months'}."] if months else []
        if breaks is not None and _broken(further, breaks):
            return " ".join([*parts, BROKEN])
    parts.append(_apart(was, is_now))
    if was.get("age") == is_now.get("age") == "historical":
        parts.append(HISTORICAL)
    return " ".join(part for part in parts if part)


def _window(record: Record) -> int:
    """Over how many months a finding is judged; 0 where two periods share none."""
    if record["kind"] == "season":
        return HALF_A_YEAR
    entry = CATALOGUE.get(record["indicator"])
    return MONTHS.get(entry.headline, 0) if entry is not None and record["kind"] != "trend" else 0


def _apart(was: Record, is_now: Record) -> str:
    entry = CATALOGUE.get(was["indicator"])
    if was.get("value") is None or is_now.get("value") is None:
        return ""
    if entry is not None and entry.rule == "recorded crime":
        near = abs(is_now["value"] - was["value"]) < WITHIN * abs(was["value"])
        return CLOSE if near else NO_LIMITS
    if any(one.get(name) is None for one in (was, is_now) for name in ("lower", "upper")):
        return NO_LIMITS
    return OVERLAP if was["lower"] <= is_now["upper"] and is_now["lower"] <= was["upper"] else APART


def shared_months(then: str, now: str, window: int) -> int:
    """Return how many months two windows of this length have in common, from their last days."""
    if not window or not then or not now:
        return 0
    first, last = pd.Timestamp(then), pd.Timestamp(now)
    return max(0, window - (last.year - first.year) * 12 - last.month + first.month)


def _broken(change: Change, breaks: pd.DataFrame) -> bool:
    entry = CATALOGUE.get(change.indicator)
    if entry is None or not change.old.end:
        return False
    of_it = (breaks["source"] == entry.sources[0]) & breaks["measure"].isin(["all", *entry.measures])
    months = breaks.loc[of_it & (breaks["kind"] == "break"), "month"]
    return bool(((months > pd.Timestamp(change.old.end)) & (months <= pd.Timestamp(change.new.end))).any())
