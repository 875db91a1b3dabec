"""A fetch that is killed, that has no room, or that finds another at work: no partial release, and the old ones as they were."""

import multiprocessing
import os
import sys
import time

import pytest

from pipeline.errors import PipelineError
from pipeline.fetch import engine, landing
from pipeline.fetch.lock import only_one_fetch
from pipeline.fetch.outcome import State
from tests.fetch.invented import LANDED, NEW, answer, feed, fetched, landed_files, raw_server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, signals and limits of POSIX")


def stopping_at(step, told):
    """Have a fetch of this process stop for ever at this step of landing, and tell so."""

    def stop(*_):
        told.send("stopped")
        time.sleep(60)

    setattr(landing if step in {"write_whole", "_sync"} else engine, step, stop)


def fetch_apart(project, url, told, step="", room=0):
    """Fetch in this process, which a test has made to be killed; `room` is how many bytes a file may have."""
    if step:
        stopping_at(step, told)
    if room:
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    told.send(fetched(project, feed(url, limit=10_000_000)).why)


def started(*given, **options):
    """Begin such a fetch; its process, and the end of a pipe from which what it tells is received."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=fetch_apart, args=(*given, theirs), kwargs=options)
    process.start()
    return process, ours


def kill(process):
    process.kill()
    process.join()


@pytest.mark.parametrize("step", ["write_whole", "write_release", "with_same_tables", "examine", "land", "_sync"])
def test_a_fetch_killed_in_mid_landing_leaves_no_release_and_the_next_one_sweeps(project, step):
    before = landed_files(project)
    with raw_server(answer(NEW)) as server:
        running, told = started(project, server.url, step=step)
        assert told.poll(30)
        assert told.recv() == "stopped"
        kill(running)
        left = [path for path in (project.raw / "invented").glob("[!.]*") if path.name != "2023"]
        unchanged = {name: content for name, content in landed_files(project).items() if name in before}

        outcome = fetched(project, feed(server.url))

    assert left == []
    assert unchanged == before
    assert (outcome.state, outcome.release) == (State.LANDED, "2024")
    assert sorted(path.name for path in (project.raw / "invented").iterdir()) == ["2023", "2024"]


def test_a_fetch_killed_while_a_file_comes_is_taken_up_where_it_was(project, unharmed):
    def half(connection):
        connection.sendall(answer(NEW, ETag='"one"')[:-20])
        time.sleep(5)

    with raw_server(half) as server:
        running, _ = started(project, server.url)
        part = project.raw / ".downloads" / "invented" / "counts.csv.part"
        while not (part.is_file() and part.stat().st_size):
            time.sleep(0.02)
        kill(running)
        unharmed()
        size = part.stat().st_size
        told = {"Content_Range": f"bytes {size}-{len(NEW) - 1}/{len(NEW)}", "ETag": '"one"'}
        server.answers = [answer(NEW[size:], "206 Partial Content", **told)]

        outcome = fetched(project, feed(server.url))

    assert outcome.state == State.LANDED
    assert (project.raw / "invented" / "2024" / "counts.csv").read_text() == LANDED


@pytest.mark.parametrize(("digits", "kept"), [(1, True), (200, False)], ids=["while landing", "while the file comes"])
def test_a_full_disk_is_told_in_words_and_leaves_everything_as_it_was(project, unharmed, digits, kept):
    body = "Code,Year,Count\n" + "".join(f"E09000003,{year},{'1' * digits}\n" for year in range(2000, 2025))
    room = 600  # bytes of one file: more than the body of short rows, less than the record of the release

    with raw_server(answer(body)) as server:
        running, told = started(project, server.url, room=room)
        assert told.poll(30)
        said = told.recv()
        running.join()

    assert "disk is full" in said
    assert (project.raw / ".downloads" / "invented" / "counts.csv").is_file() == kept
    unharmed()


def test_a_second_fetch_is_refused_and_told_which_process_is_at_work(project, unharmed):
    def slow(connection):
        time.sleep(1)

    with raw_server(slow) as server:
        running, _ = started(project, server.url)
        while not server.asked:
            time.sleep(0.02)
        with pytest.raises(PipelineError, match=f"Another fetch.*process {running.pid}"):
            fetched(project, feed(server.url))
        kill(running)
    unharmed()


def test_fetches_one_after_the_other_are_welcome(project):
    for _ in range(2):
        with only_one_fetch(project.raw / ".downloads"):
            assert (project.raw / ".downloads" / ".fetch.lock").read_text() == str(os.getpid())
