"""What must be known before the figures of a chapter are used: a few lines; the methods chapter holds all of it."""

from collections.abc import Sequence

from pipeline import findings
from pipeline.indicators import CATALOGUE
from pipeline.indicators.caveats import caveats_of
from pipeline.notebook.context import bundle
from pipeline.notebook.evidence import concerns_this_place
from pipeline.notebook.words import put_list, shown_here
from pipeline.states import State

FEW_NAMES = 3
MUST_KNOW = 6  # caveats that a chapter prints; all of them stand in the methods chapter
ELSEWHERE = (
    "What else limits each figure stands with its definition in the chapter on methods, and its list of sources says who "
    "publishes or holds newer figures."
)


def limits(*indicators: str) -> None:
    """List what must be known before these indicators are used; without names, before all that the chapter shows.

    The few caveats that most of them share, of the periods shown; a stated gap has none. None is lost: the methods
    chapter prints every caveat with its definition, and with each source where newer figures are.
    """
    holds: dict[str, list[str]] = {}
    for name in indicators or shown_here():
        for caveat in _caveats_here(name):
            holds.setdefault(caveat, []).append(CATALOGUE[name].name)
    most = sorted(holds.items(), key=lambda item: -len(item[1]))[:MUST_KNOW]
    texts = [f"{caveat.removesuffix('.')} ({_of_which(names)})." for caveat, names in most]
    put_list("limits", [{"text": text} for text in [*texts, *([ELSEWHERE] if texts else [])]])


def _of_which(names: Sequence[str]) -> str:
    """Which figures a caveat holds for: by name where they are few."""
    return "; ".join(names) if len(names) <= FEW_NAMES else f"{len(names)} figures of this chapter"


def _caveats_here(indicator: str) -> tuple[str, ...]:
    """The caveats of the period that is shown for this borough; none where it has no figure."""
    own = findings.own_rows(bundle(), indicator)
    held = own[own["state"] == State.OK].sort_values("period_end")
    if held.empty:
        return ()
    newest = held.iloc[-1]
    caveats = caveats_of(CATALOGUE[indicator], newest["period_start"], newest["period_end"], newest["release"])
    return tuple(caveat for caveat in caveats if concerns_this_place(caveat))
