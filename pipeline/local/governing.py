"""Who the partnership is: the fields of governance.toml, milestones.csv and members.csv, in an analyst's words."""

from pipeline.local.brand import ACCENT, LOGOS, Brand
from pipeline.local.data import Board, Conflict, Member, Milestone, Partnership
from pipeline.local.field import Field, Kind, free, needed
from pipeline.local.rule import DAY_OR_MONTH, SLUG, one_of

SOURCE = needed("the paper it stands in: title, date, section", "Cabinet report, 29 March 2023, section 3")


def id_of(example: str) -> Field:
    """Return the field `id` of a kind of record."""
    return needed("used once in this file, and the same from year to year", example, SLUG)


def note(example: str) -> Field:
    """Return the field `note`."""
    return free("what a reader must know beside it", example)


PARTNERSHIP = Kind(
    Partnership, "partnership", "The partnership, as it calls itself.", table="partnership",
    fields={
        "name": needed("the partnership's name", "Combating Drugs Partnership"),
        "short": free("how papers shorten it", "CDP"),
        "scope": free("what it works on", "drugs and alcohol", one_of("drugs", "drugs and alcohol")),
        "standing": free("the boards whose sub-group it is, or: stand-alone", "sub-group of the Health and Wellbeing Board"),
        "sro_role": free("the role of the senior responsible owner", "Director of Public Health"),
        "chair_role": free("the role that chairs it", "Director of Public Health"),
        "meets": free("how often it meets", "every quarter"),
        "contact": free("the team that answers questions, never a person", "Public Health team"),
        "source": SOURCE,
    },
)  # fmt: skip
BOARD = Kind(
    Board, "boards", "A board that the partnership reports to.", table="board",
    fields={
        "id": id_of("health-and-wellbeing-board"),
        "kind": needed("hwb for the Health and Wellbeing Board, csp for community safety", "hwb", one_of("hwb", "csp", "other")),
        "name": needed("the board's name", "Health and Wellbeing Board"),
        "leads": free("what it watches over", "treatment and recovery"),
        "receives": free("which papers it is given, and when", "the yearly progress report"),
        "source": SOURCE,
    },
)  # fmt: skip
BRAND = Kind(
    Brand, "brand", "How the council looks on its own pages, above the title.", table="brand",
    fields={
        "name": free("the council's name as it writes it", "Example Council"),
        "logo": free("its logo, a file in this folder", "", one_of(*LOGOS)),
        "logo_alt": free("what the logo shows, in words; needed with a logo", "Coat of arms of Example Council"),
        "accent": free("the council's colour", "#12436d", ACCENT),
    },
)  # fmt: skip
CONFLICT = Kind(
    Conflict, "conflicts", "Two statements that cannot both be right; neither is printed as fact.", table="conflict",
    fields={
        "id": id_of("date-of-the-assessment"),
        "about": needed("what they are about", "when the needs assessment was due"),
        "one": needed("what the first paper says", "30 November 2022"),
        "other": needed("what the second paper says", "December 2022"),
        "one_source": needed("the first paper: title, date, section", "Cabinet report, 17 August 2022, section 1"),
        "other_source": needed("the second paper: title, date, section", "Cabinet report, 29 March 2023, section 3"),
        "treated": needed("what is done about it", "the national guidance's date is used"),
    },
)  # fmt: skip
MILESTONE = Kind(
    Milestone, "milestones", "A step with its date.",
    fields={
        "id": id_of("terms-of-reference"),
        "what": needed("the step", "Terms of reference agreed"),
        "due": free("when it is due; empty where no date is set", "2022-09-30", DAY_OR_MONTH),
        "status": needed("conflict where the papers disagree", "done", one_of("planned", "done", "conflict")),
        "source": SOURCE,
        "note": note(""),
    },
)  # fmt: skip
MEMBER = Kind(
    Member, "members", "A seat in the partnership: organisation and role, never a name.",
    fields={
        "organisation": needed("the organisation", "Probation Service"),
        "role": free("the role that sits for it", "Head of Service"),
        "seat": needed("the kind of seat", "member", one_of("chair", "vice-chair", "member", "invited")),
        "source": SOURCE,
    },
)  # fmt: skip
