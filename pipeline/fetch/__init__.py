"""Newer figures from their publishers: asked for, read, compared and landed, whole or not at all.

Hostile answers are the rule that this is built for: portals that answer with a page, files cut in the middle, bombs.
Everything downstream reads data/raw only; nothing else in the program goes to the network.
"""

from datetime import date

from pipeline.fetch.engine import fetch
from pipeline.fetch.listing import listing, wanted
from pipeline.fetch.outcome import Outcome, State
from pipeline.fetch.setting import Setting
from pipeline.fetch.watch import Bar, Lines
from pipeline.project import Project
from pipeline.publishers import FEEDS
from pipeline.sources import PUBLISHED

__all__ = ["Bar", "Lines", "Outcome", "Setting", "State", "fetch", "listing", "usual_setting", "wanted"]


def usual_setting(project: Project, look_only: bool = False) -> Setting:
    """Return every feed there is, asked today."""
    return Setting(project, FEEDS, PUBLISHED, date.today().isoformat(), look_only)
