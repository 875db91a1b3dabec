"""Who is asked: the roles that rules name, found among the partnership's own seats; "to be agreed" where none is theirs.

Roles and organisations only, never people.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.local.data import BoroughData, Member
from pipeline.local.lines import read_entries, refuse
from pipeline.recommendations.recommendation import TO_BE_AGREED

OWNERS_FILE = Path(__file__).parent / "owners.toml"
PROVIDER = "treatment provider"
SAYS_NOTHING = frozenset({"", "representative", "member"})  # roles that say no more than that there is a seat


@dataclass(frozen=True)
class Owner:
    """A role that rules name, with the patterns by which a seat is, and is not, recognised as it."""

    role: str
    seat: str
    never: str = r"(?!)"

    def holds(self, seat: str) -> bool:
        """Whether a seat of the partnership is this role."""
        return bool(re.search(self.seat, seat, re.IGNORECASE)) and not re.search(self.never, seat, re.IGNORECASE)


@lru_cache(maxsize=1)
def read_owners() -> tuple[Owner, ...]:
    """Return the roles that rules name; PipelineError names every fault of owners.toml by its line."""
    entries = read_entries(OWNERS_FILE, "owner")
    faults = [
        (entry.line, f"{name} is missing")
        for entry in entries
        for name in ("role", "seat")
        if not entry.values.get(name)
    ]
    refuse(OWNERS_FILE, faults, f"Put each line right in {OWNERS_FILE.name}.")
    return tuple(Owner(**entry.values) for entry in entries)


def seats_of(local: BoroughData) -> tuple[str, ...]:
    """Return the seats of the partnership as "role, organisation", the senior responsible owner and the chair first."""
    providers = {one.provider.lower() for one in local.services if "treatment" in one.what.lower()} - {""}
    led = (local.partnership.sro_role, local.partnership.chair_role)
    members = [_seat(member, providers) for member in local.members]
    return tuple(dict.fromkeys(seat for seat in (*led, *members) if seat))


def _seat(member: Member, providers: set[str]) -> str:
    """A member's seat; an organisation that provides treatment says so."""
    role = "" if member.role.lower() in SAYS_NOTHING else member.role
    told = ", ".join(part for part in (role, member.organisation) if part)
    provides = any(name in member.organisation.lower() for name in providers) and PROVIDER not in told.lower()
    return f"{told} ({PROVIDER})" if provides else told


def owner_of(named: str, seats: Sequence[str]) -> str:
    """Return the seats that hold the roles a rule names ("A with the B"); a role that no seat holds is to be agreed.

    Where none is held: "to be agreed", with the role that the draft suggests.
    """
    roles = named.split(" with ")
    found = [next((seat for seat in seats if _owner(role).holds(seat)), "") for role in roles]
    if not any(found):
        return f"{TO_BE_AGREED} (the draft suggests: {named})"
    return " with ".join(seat or f"{role} ({TO_BE_AGREED})" for role, seat in zip(roles, found, strict=True))


def _owner(role: str) -> Owner:
    name = role.lower().removeprefix("the ")
    return next((one for one in read_owners() if one.role.lower() == name), Owner(role, re.escape(name)))
