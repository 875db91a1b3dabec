"""The words a notebook uses: open a chapter, take rows, judge, say, draw, tabulate.

`chapter(name, borough, edition)` comes first; everything else then knows the borough. Ready words: headline, trend,
compare, months, wards, groups, profile, gaps, limits. Open door: `rows(indicator)` is a DataFrame; `figure(draw, rows,
headline)` and `table(frame, caption)` put your own chart or table on the page. To look before it counts:
`indicators.find("deaths")` lists what there is, `try_indicator(calculate)` tries one that is not in the catalogue yet.
"""

from pipeline.notebook.asks import asked, found_nothing, not_asked, recommendations
from pipeline.notebook.attempt import indicators, try_indicator
from pipeline.notebook.breakdowns import answers, bars, by_drug_group, national, over_years
from pipeline.notebook.changed import (
    changed_figures,
    changed_recommendations,
    changed_since,
    changed_words,
    then_and_now_chart,
)
from pipeline.notebook.characteristics import characteristics
from pipeline.notebook.charts import compare, groups, months, trend, wards
from pipeline.notebook.context import (
    chapter,
    concentration,
    level,
    one_off_months,
    rows,
    same_season,
    since,
)
from pipeline.notebook.custody import custody, disposals, elsewhere, seizures
from pipeline.notebook.delivery import actions, plan, planned
from pipeline.notebook.earlier import then_and_now
from pipeline.notebook.equalities import by_sex_and_age, judge_representation, represented, who_is_missing
from pipeline.notebook.limits import limits
from pipeline.notebook.london import by_name, by_value, spread, tilemap, why_missing
from pipeline.notebook.money import capacity, funding, national_grants, resources, services, settings
from pipeline.notebook.outcomes import framework, framework_gaps, framework_in_full, outcome
from pipeline.notebook.page import figure, table
from pipeline.notebook.papers import published_figures
from pipeline.notebook.partnership import conflicts, governance, members, milestones
from pipeline.notebook.pathway import pathway
from pipeline.notebook.police import fifths, funnel, halves, season
from pipeline.notebook.priority import measure_gaps, measures, measures_table, strategy_means, strategy_priority
from pipeline.notebook.progress import cannot_judge, holders, national_timetable, printed_figures, report_headings
from pipeline.notebook.reference import accessibility, breaks, caveats, definitions, glossary, method, similar, sources
from pipeline.notebook.residents import ages_beside_london, groups_beside_london
from pipeline.notebook.spine import compared, ranges
from pipeline.notebook.summary import board, messages, tiles
from pipeline.notebook.supplied import supplied
from pipeline.notebook.voice import engagement, heard, listened, survey
from pipeline.notebook.words import five_years, gaps, headline, level_with_limits, profile, together

__all__ = [
    "accessibility", "actions", "ages_beside_london", "answers", "asked", "bars", "board", "breaks", "by_drug_group",
    "by_name", "by_sex_and_age", "by_value", "cannot_judge", "capacity", "caveats", "changed_figures",
    "changed_recommendations", "changed_since", "changed_words", "chapter", "characteristics", "compare", "compared",
    "concentration", "conflicts", "custody", "definitions", "disposals", "elsewhere", "engagement", "fifths",
    "figure", "five_years", "found_nothing", "framework", "framework_gaps", "framework_in_full", "funding", "funnel",
    "gaps", "glossary", "governance", "groups", "groups_beside_london", "halves", "headline", "heard", "holders",
    "indicators", "judge_representation", "level", "level_with_limits", "limits", "listened", "measure_gaps",
    "measures", "measures_table", "members", "messages", "method", "milestones", "months", "national",
    "national_grants", "national_timetable", "not_asked", "one_off_months", "outcome", "over_years", "pathway",
    "plan", "planned", "printed_figures", "profile", "published_figures", "ranges", "recommendations",
    "report_headings", "represented", "resources", "rows", "same_season", "season", "seizures", "services",
    "settings", "similar", "since", "sources", "spread", "strategy_means", "strategy_priority", "supplied", "survey",
    "table", "then_and_now", "then_and_now_chart", "tilemap", "tiles", "together", "trend", "try_indicator", "wards",
    "who_is_missing", "why_missing",
]  # fmt: skip
