import io
import sys

import pytest
from typer.testing import CliRunner

from pipeline import fetch as fetching
from pipeline.cli import app
from pipeline.errors import PipelineError
from pipeline.fetch.listing import listing, wanted
from pipeline.fetch.watch import Bar
from pipeline.publishers import FEEDS
from pipeline.sources import PUBLISHED
from tests.fetch.invented import NEW, answer, feed, raw_server, setting


@pytest.fixture
def cdp(project, monkeypatch):
    """Run the command in the invented project with these feeds; the answer has exit_code, stdout and stderr."""

    def run(words, *feeds):
        monkeypatch.setenv("CDP_PROJECT", str(project.root))
        monkeypatch.setattr(
            fetching, "usual_setting", lambda project, look_only: setting(project, *feeds, look_only=look_only)
        )
        return CliRunner().invoke(app, ["fetch", *words])

    return run


def test_what_landed_is_printed_and_what_failed_is_told_behind_it(cdp):
    with raw_server(answer(NEW)) as server:
        answered = cdp([], feed(server.url), feed("http://elsewhere.example/", source="other"), feed(source="hand"))

    assert answered.exit_code == 1
    assert answered.stdout.splitlines()[0].split() == ["invented", "landed", "2024"]
    assert "other     failed" in answered.stdout
    assert "hand" not in answered.stdout  # nobody asked for it by name
    assert "Not everything was fetched" in answered.stderr
    assert "other: http://elsewhere.example/ is refused" in answered.stderr


def test_nothing_new_is_no_failure(cdp):
    with raw_server(answer(NEW)) as server:
        cdp([], feed(server.url))
        answered = cdp(["invented"], feed(server.url))

    assert (answered.exit_code, answered.stdout) == (0, "invented  nothing new  2024\n")


def test_help_is_plain_and_has_examples(cdp):
    answered = cdp(["--help"])

    assert "\n  cdp fetch ndtms --file " in answered.stdout
    assert "\x1b" not in answered.stdout


def test_looking_lands_nothing(cdp, unharmed):
    with raw_server(answer(NEW)) as server:
        answered = cdp(["--check"], feed(server.url))

    assert answered.exit_code == 0
    assert answered.stdout.startswith("invented  newer        2024\n")
    unharmed()


def test_a_file_is_read_for_the_source_that_is_named(cdp, tmp_path):
    (tmp_path / "a.csv").write_text(NEW)

    answered = cdp(["invented", "--file", str(tmp_path / "a.csv")], feed())

    assert answered.stdout.startswith("invented  landed       2024\n")


def test_the_list_says_what_is_at_hand_and_how_newer_figures_come(project):
    lines = listing(setting(project, feed("https://invented.example"), feed(source="hand")))

    assert [line.split() for line in lines] == [
        ["source", "at", "hand", "comes", "from"],
        ["hand", "nothing", "by", "hand", "https://invented.example"],
        ["invented", "2023", "by", "itself", "https://invented.example"],
    ]


def test_without_a_name_everything_is_asked_that_needs_nobody(project):
    here = setting(project, feed("https://invented.example"), feed(source="hand"))

    assert wanted(here, [], False) == ["invented"]
    assert wanted(here, ["hand", "hand"], True) == ["hand"]


@pytest.mark.parametrize(
    ("names", "given", "words"),
    [
        (["invnted"], False, "'invnted' is not a source. Did you mean invented?"),
        ([], True, "Name the one source that these files are of"),
        (["invented", "hand"], True, "Name the one source"),
    ],
)
def test_what_cannot_be_fetched_is_said(project, names, given, words):
    with pytest.raises(PipelineError) as refused:
        wanted(setting(project, feed("https://invented.example"), feed(source="hand")), names, given)

    assert words in str(refused.value)


def test_every_feed_is_of_a_source_and_is_asked_over_https_or_by_hand():
    for name, one in FEEDS.items():
        assert name in PUBLISHED
        assert one.where.startswith("https://")
        assert one.hosts if one.collect else one.by_hand
        assert not [host for host in one.hosts if host != host.lower() or "/" in host or "*" in host]


def test_the_bar_shows_the_file_that_is_coming(monkeypatch):
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    bar = Bar()
    bar.file("before.csv", 100)
    bar.file("counts.csv", None)
    bar.got(40)

    [task] = bar.progress.tasks
    bar.say("[not markup]")

    assert (task.description, task.completed, task.total) == ("counts.csv", 40, None)
    assert shown.getvalue() == "[not markup]\n"
