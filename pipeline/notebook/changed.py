"""What changed since the edition before: words of findings, figures revised or newer, recommendations; or that none is kept."""

from collections import Counter

import pandas as pd

from pipeline import phrases
from pipeline.changes import Change, Changes, Figure, Moved, Why, own_codes, since_before, words_of
from pipeline.display import Sentence
from pipeline.figures import Beside, beside
from pipeline.indicators import CATALOGUE
from pipeline.notebook import held
from pipeline.notebook.context import bundle
from pipeline.notebook.earlier import progress_id
from pipeline.notebook.output import show
from pipeline.notebook.page import figure, put_table
from pipeline.notebook.words import put_list
from pipeline.recommendations import day
from pipeline.release import Kept
from pipeline.tables import grid

NONE_KEPT = "No edition signed before this one is kept, so there is nothing to compare with yet."
NOTHING = "Every figure and finding of this report is as it was in the edition {day}."
SINCE = "Since the edition {day}: {told}."
NO_WORD = "No finding changed its word since the edition {day}."
NO_ASK = "The recommendations are those of the edition {day}."
REVISED_IS = "A figure that its publisher revised, or that is calculated in another way, is no change in the borough."
SOURCE = "Source: the edition {day}, as it was published, and this one."
NOT_COMPARED = "Two periods are shown side by side and not compared: they may overlap, or lie on two sides of a break."
CHART = "Figures whose judgement is another one, divided by their comparator, then and now"
MOST = 25  # rows of a table: the largest revisions first


def changes() -> Changes | None:
    """Return what differs between the edition before and this one; None where none is kept."""
    return held.once("changes", since_before)


def changed_since() -> None:
    """Say how much differs from the edition before; that none is kept, where that is so."""
    found = changes()
    if found is None:
        return put_list("gap", [{"text": NONE_KEPT, "finding": progress_id("edition")}])
    reach = {
        one.indicator for one in found.own if one.why == Why.NEW_PERIOD and one.area_code in own_codes(bundle().area)
    }
    asks = Counter(one.how for one in found.recommendations)
    told = [
        _counted(len(found.findings), "finding changed its word", "findings changed their word"),
        _counted(len(reach), "indicator has a newer period", "indicators have a newer period"),
        _counted(
            len(_revised(found)),
            "figure was revised or is calculated in another way",
            "figures were revised or are calculated in another way",
        ),
        _counted(asks["appears"], "recommendation is new", "recommendations are new"),
        _counted(asks["falls"], "recommendation is no longer made", "recommendations are no longer made"),
    ]
    listed = "; ".join(filter(None, told))
    return _say("edition", _dated(SINCE, told=listed) if listed else _dated(NOTHING))


def changed_words() -> None:
    """List the findings whose word is another one, each with how that may be read."""
    found = changes()
    if found is None:
        return
    items = [{"term": _named(one), "text": _said(one), "finding": one.id} for one in found.findings]
    if items:
        put_list("changed", items)
    else:
        _say("words", _dated(NO_WORD))


def then_and_now_chart() -> None:
    """Draw the figures whose judgement is another one beside their comparator, then and now; nothing where there is none."""
    found = changes()
    pairs = [pair for one in (found.findings if found else ()) if (pair := _pair(one)) is not None]
    if not pairs:
        return
    drawn = pd.DataFrame([_as_multiple(one) for one, _ in pairs])
    rows = pd.concat([both for _, both in pairs], ignore_index=True)
    shown = Beside("Now", "Then", "times the comparator's figure", 2, (1.0, "as the comparator"))
    figure(
        beside(drawn, [_named(one) for one, _ in pairs], shown), rows, CHART, figure_id="changed-figures",
        subtitle=_dated("Edition {day} and this one; each figure over that of the comparator its judgement names"),
        kind="Dot chart",
    )  # fmt: skip


def changed_figures() -> None:
    """Put the figures on the page that were revised or are calculated in another way, then those that reach further."""
    found = changes()
    if found is None:
        return
    revised = sorted(_revised(found), key=lambda one: -one.size)[:MOST]
    newer = [one for one in found.own if one.why == Why.NEW_PERIOD and _is_headline(one)]
    if revised:
        _table(
            "changed-revised", "Figures revised, or calculated in another way", [_revision_row(one) for one in revised]
        )
    if newer:
        _table("changed-newer", "Figures with a newer period", [_newer_row(one) for one in newer])


def changed_recommendations() -> None:
    """List the recommendations that appear, fall, or were decided on since."""
    found = changes()
    if found is None:
        return
    items = [
        {"term": f"{one.how[:1].upper()}{one.how[1:]}", "text": f"{one.ask}. {one.why}".strip(), "finding": one.id}
        for one in found.recommendations
    ]
    if items:
        put_list("changed", items)
    else:
        _say("recommendations", _dated(NO_ASK))


def _say(name: str, text: str) -> None:
    sentence = Sentence(text=text, finding=progress_id(name), link="")
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": [sentence]}, f"<p>{text}</p>")


def _dated(text: str, **told: str) -> str:
    before = bundle().before
    return text.format(day=_edition(before) if before else "", **told)


def _edition(before: Kept) -> str:
    """An edition by its day, and by its name where that is another."""
    return (
        f"of {day(before.date)}"
        if before.id == before.date
        else f"“{before.id}” (figures at hand on {day(before.date)})"
    )


def _counted(number: int, one: str, several: str) -> str:
    return f"{phrases.count(number)} {one if number == 1 else several}" if number else ""


def _revised(found: Changes) -> list[Change]:
    """The borough's own figures that are others for the very same period, those of which others follow apart."""
    whys = {Why.REVISION, Why.METHOD, Why.EITHER}
    return [one for one in found.own if one.why in whys and one.area_code in own_codes(bundle().area)]


def _is_headline(change: Change) -> bool:
    """Of the borough, everybody together, and the kind of period that is reported."""
    entry = CATALOGUE.get(change.indicator)
    own = change.area_code in own_codes(bundle().area) and not change.group
    return own and entry is not None and entry.headline == change.period_type


def _named(one: Moved | Change) -> str:
    name = CATALOGUE[one.indicator].name if one.indicator in CATALOGUE else one.indicator
    return f"{name} ({one.group})" if one.group else name


def _with_unit(change: Change) -> str:
    return f"{_named(change)}, {CATALOGUE[change.indicator].unit}" if change.indicator in CATALOGUE else _named(change)


def _said(one: Moved) -> str:
    then, _, now = words_of(one).partition(" → ")
    return f"Then: {then}. Now: {now}. {one.reading}".strip()


def _pair(one: Moved) -> tuple[Moved, pd.DataFrame] | None:
    """A finding with its two rows, as they were published; None where a chart cannot show it."""
    before = bundle().before
    if before is None or not all(_comparable(record) for record in (one.old, one.new)):
        return None
    rows = [_row_of(before.rows, one.old, "then"), _row_of(bundle().rows, one.new, "now")]
    return (one, pd.concat(rows, ignore_index=True)) if all(len(row) == 1 for row in rows) else None


def _comparable(record: dict) -> bool:
    beside_it = record.get(str(record.get("comparator", "")).lower())
    return record.get("kind") == "level" and record.get("value") is not None and bool(beside_it)


def _row_of(rows: pd.DataFrame, record: dict, when: str) -> pd.DataFrame:
    same = (rows["indicator"] == record["indicator"]) & rows["area_code"].isin(own_codes(bundle().area))
    found = rows[same & (rows["period_label"] == record["period"]) & (rows["group"] == "")]
    return found.assign(group=when)


def _as_multiple(one: Moved) -> dict[str, float | str]:
    """A figure over its comparator, now with its limits and then; recorded crime prints no limits."""
    then, now = (record[record["comparator"].lower()] for record in (one.old, one.new))
    crime = CATALOGUE[one.indicator].rule == "recorded crime"
    limits = {
        name: float("nan") if crime or name not in one.new else one.new[name] / now for name in ("lower", "upper")
    }
    return {"value": one.new["value"] / now, "then": one.old["value"] / then, "state": "ok", **limits}


def _revision_row(change: Change) -> dict[str, str]:
    period = change.new.period or change.old.period
    return {"Figure": _with_unit(change), "Period": period, "Then and now": change.words(), "Why": change.why.value}


def _newer_row(change: Change) -> dict[str, str]:
    sides = (change.old, change.new)
    then, now = (f"{one.words(change.indicator)} ({_period(one, change.period_type)})" for one in sides)
    return {"Figure": _with_unit(change), "Then": then, "Now": now}


def _period(one: Figure, kind: str) -> str:
    """A period as sentences say it: three years by their first and last, twelve months by their last."""
    end = pd.Timestamp(one.end)
    if kind == "3y":
        return f"{end.year - 2} to {end.year}"
    return f"12 months to {end:%B %Y}" if kind == "rolling12" else one.period


def _table(name: str, caption: str, rows: list[dict[str, str]]) -> None:
    frame = pd.DataFrame(rows)
    note = REVISED_IS if "Why" in frame else NOT_COMPARED
    shown = grid(frame, [(column, column) for column in frame.columns], caption, [note])
    put_table(name, shown, frame, _dated(SOURCE))
