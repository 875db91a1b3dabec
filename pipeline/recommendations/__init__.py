"""Ask: from findings to drafts for the partnership, and on to its delivery plan and performance framework.

The software drafts and the partnership decides: rules.toml holds the rules, the borough's own file what was decided.
"""

from pipeline.recommendations.decisions import Decision, decide, decisions_file, read_decisions
from pipeline.recommendations.draft import Drafts, draft
from pipeline.recommendations.plan import FrameworkRow, PlanRow, framework_rows, plan_rows
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
from pipeline.recommendations.triggers import TRIGGERS, Local, Met

__all__ = [
    "DRAFT_WORDS", "NO_TARGET", "RULES_FILE", "TO_BE_AGREED", "TRIGGERS", "Baseline", "Decision", "Drafts", "FrameworkRow",
    "Local", "Measure", "Met", "NoRecommendation", "PlanRow", "Recommendation", "Rule", "Status", "decide", "decisions_file",
    "draft", "framework_rows", "plan_rows", "read_decisions", "read_rules",
]  # fmt: skip
