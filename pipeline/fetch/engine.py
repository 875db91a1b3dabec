"""Fetching one source after the other: ask, read, compare, land. One that fails does not stop the others."""

import shutil
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.contracts import CURE, examine
from pipeline.errors import PipelineError
from pipeline.fetch.by_hand import files_by_hand
from pipeline.fetch.client import Client
from pipeline.fetch.kept import sha256_of
from pipeline.fetch.landing import land, put_aside, staging, sweep, write_release
from pipeline.fetch.lock import only_one_fetch
from pipeline.fetch.outcome import Outcome, State
from pipeline.fetch.patience import Pace
from pipeline.fetch.record import Origin, Read
from pipeline.fetch.releases import free_name, refuse_name, releases_at_hand, with_same_tables
from pipeline.fetch.setting import Setting
from pipeline.files import FULL, MAKE_ROOM
from pipeline.publishers import Feed


def fetch(setting: Setting, names: Sequence[str], given: Sequence[Path] = ()) -> list[Outcome]:
    """Return what became of each of these sources; `given` are files that a person downloaded for the one source named.

    Raises PipelineError where another fetch is at work.
    """
    with only_one_fetch(setting.downloads):
        sweep(setting.folder(name) for name in setting.feeds)
        pace = Pace(setting.patience.pause)
        return [_guarded(setting, setting.feeds[name], given, pace) for name in names]


def _guarded(setting: Setting, feed: Feed, given: Sequence[Path], pace: Pace) -> Outcome:
    try:
        return _fetch(setting, feed, given, pace)
    except PipelineError as error:
        hint = f"\nBy hand: {feed.by_hand}" if feed.by_hand and not given else ""
        return Outcome(feed.source, State.FAILED, why=f"{error}{hint}")
    except OSError as error:
        return Outcome(feed.source, State.FAILED, why=_of_disk(error))
    except Exception:  # noqa: BLE001  a bug in the reading of one source is shown whole, and the others are fetched
        return Outcome(feed.source, State.FAILED, why=f"this is a fault of the program:\n{traceback.format_exc()}")


def _of_disk(error: OSError) -> str:
    if error.errno in FULL:
        return f"The disk is full: {error.filename or 'a file'} could not be written.\n{MAKE_ROOM}"
    return f"{error.filename or 'a file'} could not be read or written ({error.strerror or error})."


def _fetch(setting: Setting, feed: Feed, given: Sequence[Path], pace: Pace) -> Outcome:
    setting.watch.say(feed.source)
    files, origins = _files_given(feed, given) if given else _files_asked_for(setting, feed, pace)
    folder = setting.folder(feed.source)
    releases = releases_at_hand(folder)
    carried = feed.carry(files, releases[-1] if releases else None)
    refuse_name(carried.release)
    with staging(folder) as aside:
        staged = aside / free_name(folder, carried.release)
        return _judge(setting, Read(feed, carried, origins, setting.day), staged, releases)


def _files_asked_for(setting: Setting, feed: Feed, pace: Pace) -> tuple[Mapping[str, Path], list[Origin]]:
    """Return the publisher's files as they are now, and what to record of them."""
    if feed.collect is None:
        raise PipelineError(f"a person has to get its files: cdp fetch {feed.source} --file FILE")
    with Client(
        feed.hosts,
        setting.downloads / feed.source,
        patience=setting.patience,
        pace=pace,
        watch=setting.watch,
        http_to_loopback=setting.http_to_loopback,
    ) as client:
        files = feed.collect(client)
    return files, [
        Origin(name, told.sha256, (client.folder / name).stat().st_size, told.url, told.etag, told.modified)
        for name, told in client.fetched.items()
    ]


def _files_given(feed: Feed, given: Sequence[Path]) -> tuple[Mapping[str, Path], list[Origin]]:
    files = files_by_hand(given, feed.by_hand)
    return files, [Origin(path.name, sha256_of(path), path.stat().st_size) for path in files.values()]


def _judge(setting: Setting, read: Read, staged: Path, releases: list[Path]) -> Outcome:
    """Return what becomes of a release that was read: nothing new, refused (PipelineError), or put in its place."""
    source, name = setting.sources[read.feed.source], read.feed.source
    write_release(staged, source, read, releases[-1] if releases else None)
    try:
        source.read(staged)
    except PipelineError as error:
        raise _refused(setting, name, staged, str(error)) from None
    same = with_same_tables(source, staged, releases)
    if same:
        return Outcome(name, State.SAME, same.name)
    examined = examine(source, staged, max((path for path in releases if path.name < staged.name), default=None))
    if examined.faults:
        raise _refused(setting, name, staged, "\n".join([*examined.faults, "", CURE]))
    lines = (*_older(staged, releases), *examined.lines)
    if setting.look_only:
        return Outcome(name, State.NEWER, staged.name, lines)
    landed = land(staged, setting.folder(name))
    shutil.rmtree(_refused_before(setting, name), ignore_errors=True)  # it was put right
    return Outcome(name, State.LANDED, landed.name, lines)


def _older(staged: Path, releases: list[Path]) -> list[str]:
    """Say that a release is not the newest, where it is not."""
    newest = releases[-1].name if releases else ""
    return [f"{newest} is newer and stays the one in use."] if newest > staged.name else []


def _refused(setting: Setting, source: str, staged: Path, why: str) -> PipelineError:
    """Keep what was refused where it can be looked at; return the message, which names that place."""
    refused = _refused_before(setting, source)
    root = setting.project.root
    put_aside(staged, refused)
    return PipelineError(
        why.replace(staged.relative_to(root).as_posix(), refused.relative_to(root).as_posix())
        + f"\n\nNothing has landed. What was read is in {refused.relative_to(root).as_posix()}."
    )


def _refused_before(setting: Setting, source: str) -> Path:
    """Where what was refused of a source last is kept."""
    return setting.downloads / f"{source}-refused"
