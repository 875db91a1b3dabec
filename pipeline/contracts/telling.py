"""What was found of a release, in lines for people: what needs a decision first, and no more than can be read."""

from collections.abc import Iterator, Sequence

from pipeline.contracts.notices import LARGE, MODERATE, TIERS, Notices

MOST = 12  # lines of one kind; the number of the others is said


def summary(faults: Sequence[str], before: str, notices: Notices) -> str:
    """Return the state of a release in one line."""
    parts = ["contract kept" if not faults else _counted(len(faults), "fault")]
    parts.append(_revised(before, notices) if before else "first release here")
    unknown = [one for one in notices.outliers if not one.known]
    known = len(notices.outliers) - len(unknown)
    if notices.outliers:
        parts.append(_counted(len(unknown), "outlier") + (f" and {known} explained" if known else ""))
    if notices.queries:
        parts.append(_counted(len(notices.queries), "question"))
    if notices.gaps:
        parts.append(f"{_counted(len(notices.gaps), 'cell')} without a value")
    return "; ".join(parts)


def details(faults: Sequence[str], notices: Notices) -> Iterator[str]:
    """Yield everything named, most pressing first: faults, what is gone, large revisions, questions, outliers, the rest."""
    yield from _part("Faults: the release cannot be used as it is", list(faults), len(faults))
    yield from _part("Had a value before and have none now", [cell.words for cell in notices.gone])
    yield from _part("No longer in the release", _periods(notices.dropped_periods))
    large = notices.revised(LARGE)
    yield from _part("Revised by 15% or more", [one.words for one in large if not one.few])
    yield from _part("Revised by 15% or more, counts under 10", [one.words for one in large if one.few])
    yield from _part("Questions", list(notices.queries))
    yield from _part("Outliers, not explained", [one.words for one in notices.outliers if not one.known])
    yield from _part("Revised by 1% or more", [one.words for one in notices.revised(MODERATE)])
    yield from _part("Outliers, explained", [one.words for one in notices.outliers if one.known])
    yield from _part("Without a value", [gap.words for gap in notices.gaps])
    yield from _part("New periods", _periods(notices.new_periods))


def _revised(before: str, notices: Notices) -> str:
    counts = {tier: len(notices.revised(tier)) for tier in TIERS}
    few = sum(one.few for one in notices.revised(LARGE))
    told = [f"{tier} {count:,}" for tier, count in counts.items() if count]
    if few:
        told[0] += f" (of them {few:,} in counts under 10)"
    moved = [f"{len(notices.gone):,} gone" if notices.gone else "", f"{notices.added:,} added" if notices.added else ""]
    counted = ", ".join(filter(None, [*told, *moved]))
    return (
        f"revised since {before}: {counted}"
        if told
        else ", ".join([f"none revised since {before}", *filter(None, moved)])
    )


def _part(heading: str, sentences: Sequence[str], most: int = MOST) -> Iterator[str]:
    if sentences:
        yield f"{heading} ({len(sentences):,}):"
        yield from ("  " + sentence.replace("\n", "\n      ") for sentence in sentences[:most])
    if len(sentences) > most:
        yield f"  and {len(sentences) - most:,} more (cdp check --json lists all)"


def _periods(by_measure: dict[str, tuple[str, ...]]) -> list[str]:
    """Say measures with the same periods together: many measures move on by the same month."""
    together: dict[tuple[str, ...], list[str]] = {}
    for measure, periods in by_measure.items():
        together.setdefault(periods, []).append(measure)
    return [f"{_span(periods)}: {_few(measures)}" for periods, measures in together.items()]


def _span(periods: Sequence[str]) -> str:
    """The first and last of some periods; a period that is a span itself is not joined to another by "to"."""
    if len(periods) == 1:
        return periods[0]
    if any(" to " in period for period in periods):
        return (
            f"{periods[0]} and {periods[-1]}"
            if len(periods) == 2
            else f"{periods[0]}, ..., {periods[-1]} ({len(periods)})"
        )
    return f"{periods[0]} to {periods[-1]} ({len(periods)})"


def _few(measures: Sequence[str]) -> str:
    rest = f" and {len(measures) - 5} more measures" if len(measures) > 5 else ""
    return ", ".join(measures[:5]) + rest


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
