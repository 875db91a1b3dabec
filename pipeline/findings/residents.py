"""What share each group has of all residents, as counted by the census: beside what it has of people in treatment."""

from pipeline.bundle import Bundle
from pipeline.findings.evidence import own_rows, rows_of
from pipeline.states import State

BY_GROUP = "residents_by_ethnic_group"
NOT_WHITE = ("Asian", "Black", "Mixed", "Other")


def resident_shares(bundle: Bundle, area_code: str = "", indicator: str = BY_GROUP) -> dict[str, float]:
    """Return each group's share (%) of the residents of an area, the bundle's own unless named; empty without figures.

    By ethnic group, "" is all groups other than White together, as in the figures of treatment.
    """
    rows = rows_of(bundle, indicator)
    rows = rows[rows["area_code"] == area_code] if area_code else own_rows(bundle, indicator)
    held = rows[rows["state"] == State.OK]
    counts = held[held["period_end"] == held["period_end"].max()].set_index("group")["value"]
    groups = counts.drop("", errors="ignore")
    if groups.empty:
        return {}
    shares = (100 * groups / groups.sum()).to_dict()
    together = {"": sum(shares[name] for name in NOT_WHITE)} if set(NOT_WHITE) <= set(shares) else {}
    return {**together, **{str(name): float(share) for name, share in shares.items()}}
