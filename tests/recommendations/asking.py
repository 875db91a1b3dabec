"""Hold one rule to drawn figures. All figures in tests of recommendations are invented."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.bundle import Bundle
from pipeline.indicators import CATALOGUE
from pipeline.recommendations import Drafts, Local, Rule, draft, read_rules
from tests.evidence import bundle, rows


def rule(key: str) -> Rule:
    """Return the rule of this key as it is shipped."""
    return next(one for one in read_rules() if one.key == key)


def given(figures: str | pd.DataFrame, date: str = "2026-11-22", breaks: tuple = ()) -> Bundle:
    """Return Barnet's bundle of drawn figures with every topic declared."""
    frame = rows(figures) if isinstance(figures, str) else figures
    topics = tuple(sorted({entry.topic for entry in CATALOGUE.values()}))
    return replace(bundle(frame, date=date, breaks=breaks), topics=topics)


def ask(key: str, figures: str | pd.DataFrame, local: Local | None = None, **more: object) -> Drafts:
    """Return what one rule makes of drawn figures."""
    return draft(given(figures, **more), local, [rule(key)])  # type: ignore[arg-type]


def local_file(root: Path, text: str) -> Path:
    """Write Barnet's own file of decisions and return it."""
    place = root / "data" / "raw" / "local" / "barnet"
    place.mkdir(parents=True, exist_ok=True)
    path = place / "recommendations.toml"
    path.write_text(text, encoding="utf-8")
    return path
