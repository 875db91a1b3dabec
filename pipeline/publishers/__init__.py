"""One module for each publisher: where its files are, and how its layouts are read, by header name and never by position."""

from pipeline.publishers.feed import Carried, Feed, Get, Kind

_ALL: tuple[Feed, ...] = ()
FEEDS: dict[str, Feed] = {feed.source: feed for feed in _ALL}

__all__ = ["FEEDS", "Carried", "Feed", "Get", "Kind"]
