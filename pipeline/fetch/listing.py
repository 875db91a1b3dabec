"""What there is to fetch: each source, what of it is at hand, and how newer figures come."""

from collections.abc import Sequence

from pipeline.errors import PipelineError, did_you_mean
from pipeline.fetch.releases import releases_at_hand
from pipeline.fetch.setting import Setting


def listing(setting: Setting) -> list[str]:
    """Return a line for each source: its name, the newest release at hand, how the next one comes, and from where."""
    rows = [("source", "at hand", "comes", "from")]
    for name in sorted({*setting.sources, *setting.feeds}):
        at_hand = releases_at_hand(setting.folder(name))
        feed = setting.feeds.get(name)
        rows.append((name, at_hand[-1].name if at_hand else "nothing", how(setting, name), feed.where if feed else ""))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return ["  ".join([*map(str.ljust, row, widths), row[3]]).rstrip() for row in rows]


def how(setting: Setting, name: str) -> str:
    """Return how newer figures of a source come, in two or three words."""
    feed = setting.feeds.get(name)
    if feed is None:
        return "not fetched"
    return "by hand" if feed.collect is None else "by itself"


def wanted(setting: Setting, names: Sequence[str], files_given: bool) -> list[str]:
    """Return the sources to fetch: those named, else all that need nobody; PipelineError names what cannot be fetched."""
    unknown = [name for name in names if name not in setting.feeds]
    if unknown:
        raise PipelineError("\n".join(_no_feed(setting, name) for name in unknown) + "\nSee cdp fetch --list.")
    if files_given and len(set(names)) != 1:
        raise PipelineError("Name the one source that these files are of: cdp fetch SOURCE --file FILE")
    by_themselves = [name for name, feed in setting.feeds.items() if feed.collect is not None]
    return list(dict.fromkeys(names)) or by_themselves


def _no_feed(setting: Setting, name: str) -> str:
    if name in setting.sources:
        return (
            f"{name} is not fetched: its figures were carried over once and no newer ones are published in their form."
        )
    return f"'{name}' is not a source.{did_you_mean(name, setting.feeds)}"
