"""Ask: from findings to drafts for the partnership, and on to its delivery plan and performance framework.

The software drafts and the partnership decides: rules.toml holds the rules, the borough's own file what was decided.
"""

from pipeline.recommendations.condition import Local, Met
from pipeline.recommendations.days import day, last_day
from pipeline.recommendations.decided import decide, recommended
from pipeline.recommendations.decisions import Decision, decisions_file, decisions_in, read_decisions
from pipeline.recommendations.draft import Drafts, Silent, draft
from pipeline.recommendations.owners import owner_of, read_owners, seats_of
from pipeline.recommendations.plan import OWN_ACTION, FrameworkRow, PlanRow, framework_rows, plan_rows
from pipeline.recommendations.recommendation import (
    DRAFT_WORDS,
    NO_TARGET,
    TO_BE_AGREED,
    Baseline,
    Measure,
    NoRecommendation,
    Recommendation,
    Status,
)
from pipeline.recommendations.rule import RULES_FILE, Rule, read_rules
from pipeline.recommendations.triggers import TRIGGERS

__all__ = [
    "DRAFT_WORDS", "NO_TARGET", "OWN_ACTION", "RULES_FILE", "TO_BE_AGREED", "TRIGGERS", "Baseline", "Decision", "Drafts",
    "FrameworkRow", "Local", "Measure", "Met", "NoRecommendation", "PlanRow", "Recommendation", "Rule", "Silent", "Status",
    "day", "decide", "decisions_file", "decisions_in", "draft", "framework_rows", "last_day", "owner_of", "plan_rows",
    "read_decisions", "read_owners", "read_rules", "recommended", "seats_of",
]  # fmt: skip
