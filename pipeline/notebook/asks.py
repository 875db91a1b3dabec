"""What is asked of the partnership: the drafts as cards, what is not asked and why, and the rules that found nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from pipeline import phrases
from pipeline.bundle import Bundle
from pipeline.display import Card, Sentence
from pipeline.findings import Finding
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.records import local_id
from pipeline.notebook.words import put_list, sentence_of
from pipeline.priorities import priority
from pipeline.recommendations import Drafts, NoRecommendation, Recommendation, Status, recommended

NO_MEASURED = "No table holds a figure for this measure yet: the partnership says how it is counted."


@dataclass
class _Kept:
    """The drafts of the open chapter, made once."""

    of: Bundle | None = None
    drafts: Drafts | None = None


_kept = _Kept()


def drafts() -> Drafts:
    """Return what the rules ask here, with what the partnership decided; the same for every word of a chapter."""
    if _kept.of is not bundle() or _kept.drafts is None:
        _kept.of, _kept.drafts = bundle(), recommended(bundle())
    return _kept.drafts


def asked() -> None:
    """Put on the page how many recommendations there are and how many of them are decided."""
    known = drafts().recommendations
    agreed, dropped = (sum(one.status == status for one in known) for status in (Status.AGREED, Status.DROPPED))
    here, all_of = bundle().area.spoken, _number(len(known), "recommendation")
    text = f"Rules drafted {all_of} for {here} from figures. {_decided(len(known), agreed, dropped)}"
    said = Sentence(text=text, finding=local_id("recommendations", "all"), link="")
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": [said]}, f"<p>{escape(text)}</p>")


def _decided(known: int, agreed: int, dropped: int) -> str:
    if not agreed + dropped:
        return "The partnership has decided on none of them yet: each is a draft."
    drafted = known - agreed - dropped
    wait = (
        f"{_number(drafted, 'draft')} {'waits' if drafted == 1 else 'wait'} for its decision"
        if drafted
        else "none is left to decide"
    )
    return f"The partnership has agreed {agreed} and not taken up {dropped}; {wait}."


def _number(count: int, noun: str) -> str:
    return f"{phrases.count(count)} {noun}{'' if count == 1 else 's'}"


def _sentence_case(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def recommendations(number: int) -> None:
    """Put the recommendations under one national priority on the page, each as a card that can be read alone."""
    numbered = [(place, one) for place, one in enumerate(drafts().recommendations, start=1) if one.priority == number]
    if not numbered:
        put_list("gap", [{"text": _none_under(number), "id": f"recommendations-{number}"}])
        return
    put_cards("recommendations", [_card(place, one) for place, one in numbered])


def _none_under(number: int) -> str:
    """Say that nothing is asked under a priority, and which of its rules could look."""
    by_why: dict[str, list[str]] = {}
    for one in drafts().silent:
        if one.priority == number:
            by_why.setdefault(one.why, []).append(f"{one.looks_for[0].lower()}{one.looks_for[1:]}")
    rules = [f"{_sentence_case(why)}: {'; '.join(looked)}." for why, looked in by_why.items()]
    return " ".join([f"No draft stands under “{priority(number).title}”.", *rules])


def _card(place: int, one: Recommendation) -> Card:
    return Card(
        id=f"recommendation-{one.id.partition('.')[2].replace('.', '-')}",
        eyebrow=f"Recommendation {place}. {one.label}",
        title=one.ask,
        status=None,
        facts=[fact for fact in _facts(one) if fact["text"]],
        sentences=_why(one),
        notes=[] if one.baseline.value or one.gap else [NO_MEASURED],
    )


def _facts(one: Recommendation) -> list[dict[str, str]]:
    """Its terms, blanks in words; a text that may hold a number names what it was read from."""
    decided = local_id("recommendations", one.id.partition(".")[2])
    ground = one.finding_ids[0] if one.finding_ids else decided
    terms = one.terms
    return [
        {"term": "First", "text": _sentence_case(one.first.removeprefix("First ")), "finding": ground},
        {"term": "Owner", "text": terms["Owner"], "finding": decided},
        {"term": "By when", "text": terms["By when"], "finding": decided},
        {"term": "Measure", "text": terms["Measure"], "finding": decided},
        {"term": "Baseline", "text": terms["Baseline"], "finding": one.baseline.finding or ground},
        {"term": "Target", "text": terms["Target"], "finding": decided},
        {"term": "Missing", **_missing(one)},
        {"term": "Decision", "text": one.note, "finding": decided},
        {"term": "Kept under", "text": one.id, "finding": decided},
    ]


def _missing(one: Recommendation) -> dict[str, str]:
    """Who could give the measure a figure; nothing where the reasons say it already."""
    if one.gap is None or one.gap.indicator in _held(one.findings):
        return {"text": "", "finding": ""}
    return {"text": phrases.sentence(one.gap), "finding": one.gap.id}


def _held(found: Iterable[Finding]) -> set[str]:
    """The indicators of which the findings say who holds a newer figure, or any."""
    return {one.indicator for one in found if one.kind == "holding"}


def _why(one: Recommendation) -> list[Sentence]:
    """What the findings mean, and each of them; what the step that comes first or a neighbour says is not said again."""
    held = _held(one.findings)
    said = _sentences(
        found for found in one.findings
        if not (found.kind == "holding" and one.first) and not (found.kind == "gap" and found.indicator in held)
    )  # fmt: skip
    if one.interpretation and said:
        return [Sentence(text=one.interpretation, finding=said[0]["finding"], link=""), *said]
    return said


def _sentences(found: Iterable[Finding]) -> list[Sentence]:
    """The findings as sentences, each said once: a yearly figure already names the months that stand out."""
    said: list[Sentence] = []
    for one in found:
        sentence = sentence_of(one)
        if not any(sentence["text"] in before["text"] for before in said):
            said.append(Sentence(text=sentence["text"], finding=sentence["finding"], link=_link(one, sentence["link"])))
    return said


def _link(finding: Finding, link: str) -> str:
    """Where the evidence is shown; a change between two years by the line of years."""
    return link or (f"trend-{finding.indicator}" if finding.kind == "change" else "")


def not_asked() -> None:
    """Put on the page what was found and yet asks nothing, one card for each reason."""
    refused = drafts().refused
    if not refused:
        put_list("gap", [{"text": "Nothing was found here that a rule then refused to act on.", "id": "not-asked"}])
        return
    by_reason: dict[str, list[NoRecommendation]] = {}
    for one in refused:
        by_reason.setdefault(one.why, []).append(one)
    put_cards("refused", [_refusal(place, why, same) for place, (why, same) in enumerate(by_reason.items(), start=1)])


def _refusal(place: int, why: str, same: list[NoRecommendation]) -> Card:
    found = [finding for one in same for finding in one.findings]
    return Card(
        id=f"not-asked-{place}", eyebrow="No recommendation", title=why, status=None, facts=[],
        sentences=_sentences(found), notes=[],
    )  # fmt: skip


def found_nothing() -> None:
    """List the rules that ask nothing here, with what each looks for and whether it could look."""
    put_list("silent", [{"term": one.looks_for, "text": f"{_sentence_case(one.why)}."} for one in drafts().silent])


def put_cards(role: str, cards: list[Card]) -> None:
    """Put cards on the page."""
    html = "".join(f"<li><small>{escape(one['eyebrow'])}</small><br>{escape(one['title'])}</li>" for one in cards)
    show({"kind": "cards", "role": role, "area_code": bundle().area_code, "cards": cards}, f"<ul>{html}</ul>")
