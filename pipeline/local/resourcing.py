"""Money, services, figures of papers and what people said: funding, services, figures, voice and paper, field by field."""

from pipeline.local.data import Funding, Heard, LocalFigure, Service
from pipeline.local.field import Kind, free, needed
from pipeline.local.governing import SOURCE, id_of, note
from pipeline.local.rule import NATIONAL, POUNDS, THEME, one_of

FUNDING = Kind(
    Funding, "funding", "A sum with its years.",
    fields={
        "id": id_of("adult-treatment"),
        "what": needed("what the money is for", "Adult treatment and recovery"),
        "amount": free("the sum the paper prints; empty where it prints none", "12345.00", POUNDS),
        "years": free("the years of the sum, as printed", "2023/24"),
        "grant": free("the grant it comes from", "Public Health Grant"),
        "purpose": free("what it buys", "Community treatment"),
        "status": needed(
            "budget, grant or planned; conflict where papers disagree", "budget", one_of("budget", "grant", "planned", "conflict")
        ),
        "source": SOURCE,
        "note": note(""),
    },
)  # fmt: skip
SERVICE = Kind(
    Service, "services", "A service or another asset.",
    fields={
        "id": id_of("adult-service"),
        "provider": needed("the organisation that provides it", "The treatment provider"),
        "what": needed("what it is", "Community drug and alcohol treatment"),
        "for_whom": free("whom it is for", "adults"),
        "source": SOURCE,
        "note": note(""),
    },
)  # fmt: skip
FIGURE = Kind(
    LocalFigure, "figures", "A figure that a paper printed about the borough; printed as it stands, never computed with.",
    fields={
        "id": id_of("youth-referrals"),
        "priority": needed("the number of the national priority it belongs to", "3", NATIONAL),
        "what": needed("what is counted", "Referrals of young people"),
        "period": needed("its period, as printed", "2021/22"),
        "value": needed("the figure, as printed", "12"),
        "unit": free("its unit", "referrals"),
        "change": free("the change that the paper prints", "-3"),
        "change_unit": free("the unit of the change", "referrals"),
        "london_change": free("London's change, where the paper prints it", ""),
        "status": needed(
            "query where in doubt, conflict where papers disagree", "as published", one_of("as published", "conflict", "query")
        ),
        "source": SOURCE,
        "note": note(""),
    },
)  # fmt: skip
HEARD = Kind(
    Heard, "heard", "What people said, as themes; never in their own words.", table="heard",
    fields={
        "id": id_of("residents-survey"),
        "kind": needed(
            "how they were asked", "survey", one_of("survey", "focus group", "interview", "meeting", "consultation")
        ),
        "what": needed("what was asked", "What helps people to start treatment"),
        "when": needed("when", "May 2023"),
        "who": free("who answered, as groups", "people in treatment"),
        "themes": free("the themes, in your own words", "Waiting is hard; Peers help", THEME),
        "source": SOURCE,
        "note": note(""),
    },
)  # fmt: skip
# The author's blocks of the board paper: interpretation.md 6. A block left out is printed as "to be completed".
PAPER_BLOCKS = {
    "decisions": "what the board is asked to decide, and why",
    "reasons": "reasons for the recommendations",
    "alternatives": "alternatives considered and not recommended",
    "next_steps": "what happens after the decision",
    "corporate_priorities": "how it serves the council's plan",
    "resources": "money, staff, property, procurement",
    "legal": "legal and constitutional references",
    "risk": "risks and what is done about them",
    "equalities": "the public sector equality duty",
    "corporate_parenting": "what it means for children in care and care leavers",
    "consultation": "who was consulted",
    "background_papers": "papers it rests on",
    "wards": "wards affected",
}
