"""Editions that remember: keep what was published, say what is another now and why, and what was decided about it.

Importing this is quick, for a notebook needs it. `keep`, `compare`, `sides` and `open_queries`, which read raw figures
or a borough's files, are loaded when they are asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.changes.change import Asked, Change, Changes, Figure, Moved, Why, own_codes
from pipeline.changes.since import since_before
from pipeline.changes.told import as_records, source_rows, title_of, told, words_of

if TYPE_CHECKING:
    from pipeline.changes.comparing import compare
    from pipeline.changes.keeping import keep
    from pipeline.changes.reviewing import open_queries
    from pipeline.changes.side import sides

__all__ = [
    "Asked", "Change", "Changes", "Figure", "Moved", "Why", "as_records", "compare", "keep", "open_queries", "own_codes", "sides",
    "since_before", "source_rows", "title_of", "told", "words_of",
]  # fmt: skip
_HOMES = {"keep": "keeping", "compare": "comparing", "sides": "side", "open_queries": "reviewing"}


def __getattr__(name: str) -> Any:
    """Load what is heavy when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
