"""Ask the same of a bundle once: charts, tables and sentences rest on the same few findings, again and again."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.findings.finding import Finding

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Question = Callable[Concatenate[Bundle, Asked], Answer]


def once(question: Question[Asked, Answer]) -> Question[Asked, Answer]:
    """Remember the answer with the bundle it was asked of; each caller gets a copy that is its own to change."""

    @wraps(question)
    def asked(bundle: Bundle, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in bundle.answers:
            bundle.answers[key] = question(bundle, *args, **kwargs)
        return _own(bundle.answers[key])

    return asked


def _own(answer: Any) -> Any:
    """The answer, not to be changed through another caller's: pandas copies what is written to."""
    if isinstance(answer, pd.DataFrame | pd.Series):
        return answer.copy(deep=False)
    if isinstance(answer, Finding):
        return replace(answer, facts=deepcopy(answer.facts))
    return answer
