"""Errors meant for people: shown without a traceback, each with the cure."""

from collections.abc import Iterable
from difflib import get_close_matches


class PipelineError(Exception):
    """Something a person can put right: printed as it stands, exit code 1. Anything else is our bug."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " Did you mean X?" for the known word nearest to `word`, or nothing when none is near."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f" Did you mean {by_lower[near[0]]}?" if near else ""
