"""Judge what stands for a metric of the national framework in one area: its own figure, one near, a wider one, or none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.areas import AREAS, ENGLAND, LONDON
from pipeline.bundle import Bundle
from pipeline.findings.evidence import own_rows, rows_of
from pipeline.findings.finding import Age, Finding, age_of
from pipeline.findings.level import level
from pipeline.indicators import CATALOGUE
from pipeline.national import METRICS, Metric, Stand, Standing
from pipeline.states import State

YEARS = frozenset({"FY", "CY", "rolling12", "3y"})


@dataclass(frozen=True)
class Figure:
    """One figure that stands for a metric: its row, and the judgement on it where it is the area's own and of everybody."""

    row: pd.Series
    judged: Finding | None
    age: Age

    @property
    def indicator(self) -> str:
        """The id of the indicator it is of."""
        return str(self.row["indicator"])

    @property
    def is_wider(self) -> bool:
        """Whether it is London's or England's and says nothing of the borough."""
        return self.row["area_code"] in {LONDON.code, ENGLAND.code}


@dataclass(frozen=True)
class MetricHere:
    """A metric with what stands for it here; `note` says what to know of that, or why there is nothing."""

    metric: Metric
    standing: Standing
    note: str
    figures: tuple[Figure, ...] = ()


def standings(bundle: Bundle) -> list[MetricHere]:
    """Return every metric of the national framework, in order, with what stands for it in the bundle's area."""
    return [standing(bundle, metric) for metric in METRICS.values()]


def standing(bundle: Bundle, metric: Metric) -> MetricHere:
    """Return what stands for one metric: of its evidence the first that has a value here, else that there is none."""
    for stand in metric.evidence:
        found = _wider(bundle, stand) if stand.standing == Standing.NATIONAL else _own(bundle, stand)
        if found:
            return MetricHere(metric, stand.standing, stand.note, tuple(found))
    return MetricHere(metric, metric.without_evidence, metric.missing)


def newest(bundle: Bundle, indicator: str, group: str = "", area_code: str = "") -> pd.Series | None:
    """Return the newest row with a value, of the headline's kind of period; nothing where there is none.

    A group keeps the kind of year that it came with. Nothing, too, for an indicator that is not in the catalogue.
    """
    if indicator not in CATALOGUE:
        return None
    rows = rows_of(bundle, indicator)
    rows = rows[rows["area_code"] == area_code] if area_code else own_rows(bundle, indicator)
    kinds = YEARS if group else {CATALOGUE[indicator].headline}
    known = rows[rows["period_type"].isin(kinds) & (rows["group"] == group) & (rows["state"] == State.OK)]
    return known.sort_values("period_end").iloc[-1] if len(known) else None


def newest_level(bundle: Bundle, indicator: str) -> Finding | None:
    """Judge the newest value of the area, though others may have newer ones; nothing where it has none."""
    row = newest(bundle, indicator)
    if row is None:
        return None
    rows = rows_of(bundle, indicator)
    same = rows[(rows["period_type"] == row["period_type"]) & (rows["group"] == "")]
    is_latest = row["period_end"] == same["period_end"].max()
    return level(bundle, indicator, "" if is_latest else str(row["period_label"]))


def figures_of(bundle: Bundle, indicators: Iterable[str]) -> list[Figure]:
    """Return the newest figure of each indicator, judged; an indicator without one is passed over.

    London's or England's stands in only where the figure is made for no borough: its sentence then names that area.
    """
    found = (_figure_of(bundle, name) for name in indicators)
    return [figure for figure in found if figure]


def _figure_of(bundle: Bundle, indicator: str) -> Figure | None:
    wider = [] if _made_for_boroughs(bundle, indicator) else [LONDON, ENGLAND]
    for place in (bundle, *(replace(bundle, area_code=area.code) for area in wider)):
        row = newest(place, indicator)
        if row is not None:
            return Figure(row, newest_level(place, indicator), _age(bundle, row))
    return None


def _made_for_boroughs(bundle: Bundle, indicator: str) -> bool:
    if indicator not in CATALOGUE:
        return False
    rows = rows_of(bundle, indicator)
    places = rows.loc[rows["state"] == State.OK, "area_code"].unique()
    return any(AREAS[code].kind in {"borough", "merged"} for code in places)


def _own(bundle: Bundle, stand: Stand) -> list[Figure]:
    rows = [newest(bundle, name, stand.group) for name in stand.indicators]
    return [
        Figure(row, None if stand.group else newest_level(bundle, str(row["indicator"])), _age(bundle, row))
        for row in rows if row is not None
    ]  # fmt: skip


def _wider(bundle: Bundle, stand: Stand) -> list[Figure]:
    areas = [area.code for area in (LONDON, ENGLAND)]
    rows = [newest(bundle, name, stand.group, code) for name in stand.indicators for code in areas]
    return [Figure(row, None, _age(bundle, row)) for row in rows if row is not None]


def _age(bundle: Bundle, row: pd.Series) -> Age:
    return age_of(row["period_end"], bundle.edition_date)
