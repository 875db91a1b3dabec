"""What people said: themes and who was asked, never their words, and how far they stand for everybody."""

from collections import Counter

from pipeline.display import Sentence
from pipeline.local.data import Heard
from pipeline.notebook.context import bundle
from pipeline.notebook.output import show
from pipeline.notebook.records import counted, local_id, missing, note_of, own_figures, record_table, together

HOLDER = "The public involvement lead"
NO_THEMES = "no themes on file"
SAMPLE = "None is known to be a sample of everybody: themes say what matters to those asked, not how many think so."


def heard() -> None:
    """Put on the page who was asked, how and when, and the themes of what they said."""
    records = bundle().local.heard
    if not records:
        return missing("heard", "Nothing that people said is on file", HOLDER, "voice.toml")
    columns = [
        ("What", lambda one: one.what), ("How", lambda one: one.kind), ("When", lambda one: one.when),
        ("Who", lambda one: one.who), ("Themes", lambda one: "; ".join(one.themes) or NO_THEMES),
        ("What to know", note_of),
    ]  # fmt: skip
    return record_table("heard", "Who was asked, and what about", records, columns)


def listened() -> None:
    """Put on the page, in one paragraph, what is on file of what people said and how far it stands for everybody."""
    records = bundle().local.heard
    if not records:
        text = (
            f"Nothing on file says what people in {bundle().area.spoken} think of drugs, alcohol or the help there is."
        )
    else:
        text = f"{_counted(records)} {_themed(records)} {_stand_for(records)}{SAMPLE}"
    said = Sentence(text=text, finding=local_id("voice", "all"), link="heard")
    show({"kind": "answer", "area_code": bundle().area_code, "sentences": [said]}, f"<p>{text}</p>")


def _counted(records: tuple[Heard, ...]) -> str:
    kinds = Counter(one.kind for one in records)
    listed = together([counted(number, kind, f"{kind}s") for kind, number in kinds.items()])
    return f"On file for {bundle().area.spoken}: {listed}.{_planned(records)}"


def _planned(records: tuple[Heard, ...]) -> str:
    """What was still planned when its paper was written was not yet heard."""
    ahead = sum(one.when.lower().startswith("planned") for one in records)
    words = counted(
        ahead, "was still planned when its paper was written", "were still planned when their papers were written"
    )
    return f" Of these {words}: whether it took place is not on file." if words else ""


def _themed(records: tuple[Heard, ...]) -> str:
    silent = sum(not one.themes for one in records)
    if silent == len(records):
        return "None has its themes on file: that people were asked is known, what they said is not."
    without = f"; {counted(silent, 'has none', 'have none')}" if silent else ""
    themed = counted(len(records) - silent, "has themes", "have themes")
    return f"Of these {themed} on file{without}. The notes say where themes are questions still to be asked."


def _stand_for(records: tuple[Heard, ...]) -> str:
    unknown = sum(not one.who or one.who.lower().startswith("not said") for one in records)
    return "Who was asked is not on file for any. " if unknown == len(records) else ""


def survey() -> None:
    """Put the answers of a residents' survey on the page, with how many were asked; a stated gap without one."""
    own_figures("L10", ("survey_answer_share",), "survey", "Residents' survey")


def engagement() -> None:
    """Put engagement events and their attendance on the page; a stated gap without the table."""
    own_figures("L3", ("engagement_events", "engagement_attendees"), "engagement", "Engagement events")
