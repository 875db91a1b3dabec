"""What the borough wants and does: the fields of strategy.toml, messages.toml and actions.csv, in an analyst's words."""

from pipeline.local.data import Action
from pipeline.local.field import Field, Kind, free, needed
from pipeline.local.governing import SOURCE, id_of
from pipeline.local.rule import DAY_OR_MONTH, INDICATOR, NATIONAL, NUMBER, SLUG, TABLE, one_of
from pipeline.local.strategy import Claim, KeyMessage, LocalMeasure, LocalPriority, Strategy

JUDGES = ("level", "since", "season", "trend", "representation", "concentration", "ratio")
TABLES = Field("the partnership's own tables that would show it", "L1", TABLE)
GAP = free("what no table says, open or the partnership's own", "the quality of referrals")
HOLDER = free("the role that holds what is missing", "Commissioner of treatment")

STRATEGY = Kind(
    Strategy, "strategy", "The borough's own strategy.", table="strategy",
    fields={
        "title": needed("its title", "Substance Misuse Strategy"),
        "years": free("its years, as the paper prints them", "2023 to 2028"),
        "source": SOURCE,
    },
)  # fmt: skip
PRIORITY = Kind(
    LocalPriority, "priorities", "One of the borough's own strategic priorities.", table="priority",
    fields={
        "id": id_of("ease-of-access"),
        "number": needed("its number in the strategy, used once", "1", NUMBER),
        "title": needed("its title", "Make treatment easier to reach"),
        "will_do": free("what the partnership will do", "Open more ways into treatment"),
        "will_mean": free("what it will mean for people, one text each", "People wait less"),
        "lead": free("the role or organisation that leads; empty where the paper names none", "Public Health"),
        "national": free("the numbers of the national priorities it serves", "2", NATIONAL),
        "source": SOURCE,
    },
)  # fmt: skip
MEASURE = Kind(
    LocalMeasure, "measures", "A measure of the strategy. It has indicators, tables or a gap.", table="measure",
    fields={
        "id": id_of("referrals"),
        "text": needed("what is to change", "Referrals to specialist treatment"),
        "direction": needed("which way", "increase", one_of("increase", "reduce", "complete")),
        "priorities": needed("the numbers of the borough's own priorities that name it", "1", NUMBER),
        "indicators": free("ids of indicators that show it or come near (`cdp check`)", "adults_in_treatment", INDICATOR),
        "tables": TABLES,
        "proxy": free("why the indicators only come near it; empty where they measure it", "people in treatment, not referrals"),
        "gap": GAP,
        "holder": HOLDER,
        "source": SOURCE,
    },
)  # fmt: skip
CLAIM = Kind(
    Claim, "claims", "What a message said that figures can check.",
    fields={
        "indicator": needed("the id of the indicator", "drug_possession_rate", INDICATOR),
        "judge": needed("how it is judged", "level", one_of(*JUDGES)),
        "said": needed("the word of that judgement then", "higher"),
        "group": free("the group it was said of; empty for everybody", ""),
    },
)  # fmt: skip
MESSAGE = Kind(
    KeyMessage, "messages", "A key message or recommendation of the earlier assessment, in your own words.", table="message",
    fields={
        "id": id_of("possession"),
        "priority": needed("the number of the national priority it stood under", "1", NATIONAL),
        "kind": needed("what it was", "finding", one_of("finding", "recommendation")),
        "text": needed("the message", "Possession was recorded more often here than in London"),
        "period": free("the years it spoke of", "2021/22"),
        "claims": free("what figures can check", ""),
        "indicators": free("ids of indicators to print beside it that cannot settle it", "drug_trafficking_rate", INDICATOR),
        "tables": TABLES,
        "gap": GAP,
        "holder": HOLDER,
        "source": SOURCE,
    },
)  # fmt: skip
ACTION = Kind(
    Action, "actions", "An action of the delivery plan.",
    fields={
        "id": id_of("custody-pathway"),
        "action": needed("what is done", "Agree a pathway from custody to treatment"),
        "priority": needed("the number of the national priority it serves", "2", NATIONAL),
        "local_priority": free("the number or id of the borough's own priority it serves (strategy.toml)", "1"),
        "outcome": free("what will be different for people", "People are seen after custody"),
        "recommendations": free("ids of the recommendations it answers, as the report prints them", ""),
        "lead": free("the role or organisation that leads", "Probation Service"),
        "partners": free("who works with it", "Treatment provider"),
        "start": free("when it starts", "2026-04", DAY_OR_MONTH),
        "due": free("when it is due", "2027-03-31", DAY_OR_MONTH),
        "resource": free("what pays for it", "within the grant"),
        "measures": free("ids of the measures that show it worked", "referrals", SLUG),
        "milestone": free("the next step that can be seen to be done", "Pathway signed"),
        "status": free(
            "the partnership's own judgement: blue done, red off track, amber at risk, green on track; empty where none is given",
            "green", one_of("blue", "red", "amber", "green"),
        ),
        "narrative": free("what has happened", "Partners have met"),
        "next_step": free("what happens next", "Draft the pathway"),
        "risk": free("what could stop it", "Vacant posts"),
        "source": SOURCE,
    },
)  # fmt: skip
