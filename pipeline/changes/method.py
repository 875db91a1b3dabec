"""How an indicator is calculated, as one sha256: the text of its function, of all it calls, and of its facts.

Where the same source rows give another value, the method has changed; this says whose.
"""

import inspect
from collections.abc import Collection, Iterator
from functools import cache
from hashlib import sha256
from types import CodeType, FunctionType, ModuleType
from typing import Any

from pipeline.indicators import CATALOGUE, Indicator

OURS = "pipeline."
FACTS = ("unit", "comparators", "rule", "headline", "measures", "counts_only", "kind", "minimum", "polarity")


def definitions(only: Collection[str] | None = None) -> dict[str, str]:
    """Return the sha256 of the method behind every indicator of the catalogue, or behind `only` these."""
    return {name: method_hash(entry) for name, entry in CATALOGUE.items() if only is None or name in only}


def other_definitions(then: dict[str, str], now: dict[str, str]) -> frozenset[str]:
    """Return the indicators in both that are calculated in another way now."""
    return frozenset(name for name in then.keys() & now.keys() if then[name] != now[name])


def method_hash(entry: Indicator) -> str:
    """Return the sha256 of one indicator's method; another word in its definition counts as another method."""
    facts = repr([(name, getattr(entry, name)) for name in FACTS])
    return sha256("\n".join([facts, *sorted(set(_texts(entry.calculate)))]).encode()).hexdigest()


def _texts(start: Any) -> Iterator[str]:
    """The sources of a function and of every function, class and plain constant of this package that it uses."""
    waiting, met = [inspect.unwrap(start)], set()
    while waiting:
        one = waiting.pop()
        if id(one) in met:
            continue
        met.add(id(one))
        yield _source(one)
        if isinstance(one, FunctionType):
            for name, used in _used(one):
                if isinstance(used, str | int | float | tuple):
                    yield f"{name} = {used!r}"
                else:
                    waiting.append(used)


@cache
def _source(one: Any) -> str:
    return inspect.getsource(one)


def _used(function: FunctionType) -> Iterator[tuple[str, Any]]:
    names = set(_names(function.__code__))
    for name in sorted(names):
        found = inspect.unwrap(function.__globals__[name]) if name in function.__globals__ else None
        if isinstance(found, ModuleType) and found.__name__.startswith(OURS):
            yield from ((part, inspect.unwrap(getattr(found, part))) for part in sorted(names) if _is_ours(found, part))
        elif isinstance(found, str | int | float | tuple) or _named_here(found):
            yield name, found


def _is_ours(module: ModuleType, name: str) -> bool:
    return _named_here(getattr(module, name, None))


def _named_here(found: Any) -> bool:
    return isinstance(found, FunctionType | type) and str(found.__module__).startswith(OURS)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _names(part)
