"""Days of the partnership's own files, written as ISO days, months or years, as a page prints them."""

import pandas as pd

SPANS = {4: "Y", 7: "M", 10: "D"}  # by the length of what is written


def day(text: str) -> str:
    """Return it as printed: "10 December 2026", "December 2026", "2026"; words that name no day as they stand."""
    stamp = last_day(text)
    if stamp is None or len(text) == 4:
        return text
    return f"{stamp.day} {stamp:%B %Y}" if len(text) == 10 else f"{stamp:%B %Y}"


def last_day(text: str) -> pd.Timestamp | None:
    """Return the last day that a day, month or year names; None where the words name none."""
    stamp = pd.to_datetime(text, format="ISO8601", errors="coerce") if len(text) in SPANS else pd.NaT
    return None if pd.isna(stamp) else stamp.to_period(SPANS[len(text)]).end_time.normalize()
