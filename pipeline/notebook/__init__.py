"""The words a notebook uses: open a chapter, take rows, judge, say, draw, tabulate.

`chapter(name, borough, edition)` comes first; everything else then knows the borough. Ready words: headline, trend,
compare, months, wards, groups, profile, gaps, limits. Open door: `rows(indicator)` is a DataFrame; `figure(draw, rows,
headline)` and `table(frame, caption)` put your own chart or table on the page.
"""

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
from pipeline.notebook.page import figure, table
from pipeline.notebook.reference import breaks, definitions, glossary, method, similar, sources
from pipeline.notebook.summary import board, compared, messages, tiles
from pipeline.notebook.words import gaps, headline, limits, profile

__all__ = [
    "board", "breaks", "chapter", "compare", "compared", "concentration", "definitions", "figure", "gaps", "glossary",
    "groups", "headline", "level", "limits", "messages", "method", "months", "one_off_months", "profile", "rows",
    "same_season", "similar", "since", "sources", "table", "tiles", "trend", "wards",
]  # fmt: skip
