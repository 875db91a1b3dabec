"""What a person asked for on the command line, in the project's own terms; or every word that means nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.areas import BOROUGHS, Area, find_area
from pipeline.errors import PipelineError, did_you_mean

if TYPE_CHECKING:
    from pipeline.report.formats import Format


def formats_of(named: str) -> "tuple[Format, ...]":
    """Return the formats of a list like "pdf,docx"; PipelineError names one that there is not."""
    from pipeline.report.formats import Format  # noqa: PLC0415

    asked, known = [word.strip().lower() for word in named.split(",") if word.strip()], [one.value for one in Format]
    unknown = [f"There is no format '{word}'.{did_you_mean(word, known)}" for word in asked if word not in known]
    if unknown:
        raise PipelineError("\n".join([*unknown, f"The formats are {', '.join(known)}."]))
    return tuple(one for one in Format if one.value in asked and one != Format.HTML)


def areas_of(named: Sequence[str], everything: bool) -> list[Area]:
    """Return the boroughs asked for, each once; PipelineError names every one that is not a borough."""
    if everything:
        return list(BOROUGHS)
    if not named:
        raise PipelineError("Which borough? For example: cdp build hackney\nAll 33: cdp build --all")
    found: dict[Area, None] = {}
    unknown = []
    for text in named:
        try:
            found[find_area(text)] = None
        except PipelineError as error:
            unknown.append(str(error))
    if unknown:
        raise PipelineError("\n".join(unknown))
    return list(found)
