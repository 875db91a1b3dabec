"""What differs from the edition before, for one borough's page: found in the bundle that its chapter is given."""

from collections.abc import Callable, Collection, Sequence
from typing import cast

import pandas as pd

from pipeline.areas import COMPARATORS, Area, stand_ins
from pipeline.bundle import Bundle
from pipeline.changes.change import Change, Changes, own_codes
from pipeline.changes.found import found
from pipeline.changes.judged import asked_of, said_of
from pipeline.changes.method import definitions, other_definitions
from pipeline.changes.said import moved_findings, moved_recommendations
from pipeline.project import Audience
from pipeline.release import Kept, open_to_all


def since_before(bundle: Bundle) -> Changes | None:
    """Return what differs between the edition kept before and this bundle's, for its area; None without one."""
    then = bundle.before
    if then is None:
        return None
    area = bundle.area
    near = own_codes(area) | {place.code for place in COMPARATORS}
    rows = open_to_all(bundle.rows[bundle.rows["area_code"].isin(near)], Audience(bundle.audience))
    changes, both = found(then.rows, rows, then.other, _others(then))
    only = touched(both, area)
    old = [one for one in then.findings if one["indicator"] in only]
    words = moved_findings(area, old, said_of(bundle, only), changes, bundle.breaks)
    asks = moved_recommendations(area, list(then.recommendations), asked_of(bundle), words)
    return Changes(
        then.id, bundle.edition, of_areas(changes, [area]), tuple(words), tuple(asks), benchmarks(both, [area]),
        int((~both[["came", "went", "moved"]].any(axis="columns")).sum()),
    )  # fmt: skip


def _others(then: Kept) -> Callable[[Collection[str]], frozenset[str]]:
    return lambda names: other_definitions(then.definitions, definitions(names))


def touched(both: pd.DataFrame, area: Area) -> frozenset[str]:
    """Return the indicators with any difference in an area's rows, or in London's or England's."""
    near = own_codes(area) | {place.code for place in COMPARATORS}
    differs = both["came"] | both["went"] | both["moved"] | both["compared"]
    return frozenset(both.loc[differs & both["area_code"].isin(near), "indicator"])


def benchmarks(both: pd.DataFrame, areas: Sequence[Area]) -> tuple[tuple[str, str, int], ...]:
    """Return the figures whose own values stand while London's or England's beside them moved: by indicator and period."""
    codes = [area.code for area in areas]
    rows = both[both["compared"] & both["area_code"].isin(codes)]
    counted = rows.groupby(["indicator", "period_label"], sort=False).size()
    keys = (cast("tuple[str, str]", key) for key in counted.index)
    return tuple((*key, int(number)) for key, number in zip(keys, counted, strict=True))


def of_areas(changes: Collection[Change], areas: Sequence[Area]) -> tuple[Change, ...]:
    """The changes in these areas and in what stands in or beside them."""
    near = {place.code for area in areas for place in (area, *stand_ins(area.code), *COMPARATORS)}
    return tuple(one for one in changes if one.area_code in near)
