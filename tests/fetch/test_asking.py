"""How publishers are asked: again where that helps, only for what is new, and for the rest of what broke off."""

import gzip
import time
from datetime import UTC, datetime

import pytest

from pipeline.errors import PipelineError
from pipeline.fetch.client import Client
from pipeline.fetch.kept import Told, place_for
from pipeline.fetch.network import USER_AGENT
from pipeline.fetch.patience import Pace
from pipeline.fetch.status import asked_wait
from pipeline.publishers import Kind
from tests.fetch.invented import HASTY, NEW, answer, raw_server

OTHER = NEW.replace("11", "99")
LONG = NEW + "E09000030,2024,31\n" * 200
HALF = len(LONG) // 2


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "downloads"


def ask(server, folder, *, kind=Kind.CSV, name="counts.csv", form=None, **choices):
    """Ask once, as one run of the command does; the bytes that came."""
    with Client(("127.0.0.1",), folder, http_to_loopback=True, patience=HASTY, **choices) as client:
        return client(server.url, name=name, kind=kind, form=form, limit=100_000).read_bytes()


def header(question, name):
    """What a question says under this header; None where it does not."""
    found = [line.partition(": ")[2] for line in question.splitlines() if line.lower().startswith(f"{name.lower()}:")]
    return found[0] if found else None


def cut(body, at, **headers):
    """An answer that breaks off after so many bytes of its body."""
    whole = answer(body, **headers)
    return whole[: len(whole) - len(body) + at]


def rest(body, start, **headers):
    """The part of a body from here on."""
    told = {"Content_Range": f"bytes {start}-{len(body) - 1}/{len(body)}"} | headers
    return answer(body[start:], "206 Partial Content", **told)


def test_every_question_names_the_tool_and_asks_for_the_file_itself(folder):
    with raw_server(answer(NEW)) as server:
        ask(server, folder)

    assert header(server.asked[0], "User-Agent") == USER_AGENT
    assert USER_AGENT.startswith("cdp-needs-assessment/")
    assert header(server.asked[0], "Accept-Encoding") == "identity"


@pytest.mark.parametrize("status", ["500 Oh", "502 Oh", "503 Oh", "504 Oh", "429 Slow", "408 Late"])
def test_a_publisher_that_is_busy_is_asked_again(folder, status):
    with raw_server(answer("no", status), answer(NEW)) as server:
        assert ask(server, folder) == NEW.encode()

    assert len(server.asked) == 2


def test_the_wait_that_a_publisher_asks_for_is_kept_to(folder):
    with raw_server(answer("no", "429 Slow", Retry_After="1"), answer(NEW)) as server:
        started = time.monotonic()
        ask(server, folder)

    assert time.monotonic() - started >= 1


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7", 7),
        ("Wed, 01 Jul 2026 12:00:30 GMT", 30),
        ("Wed, 01 Jul 2026 11:00:00 GMT", 0),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("1e9", None),
        ("9" * 400, None),
    ],
)
def test_a_wait_is_told_in_seconds_or_as_a_day_and_time(told, seconds):
    assert asked_wait(told, datetime(2026, 7, 1, 12, tzinfo=UTC)) == seconds


def test_a_file_that_broke_off_is_taken_up_where_it_broke(folder):
    with raw_server(cut(LONG, HALF, ETag='"one"'), rest(LONG, HALF, ETag='"one"')) as server:
        assert ask(server, folder) == LONG.encode()

    assert header(server.asked[1], "Range") == f"bytes={HALF}-"
    assert header(server.asked[1], "If-Range") == '"one"'
    assert sorted(path.name for path in folder.iterdir()) == ["counts.csv", "counts.csv.json.told"]


def test_a_file_is_taken_up_by_the_next_run_too(folder):
    with raw_server(cut(LONG, HALF, Last_Modified="Wed, 01 Jul 2026 12:00:00 GMT"), answer("no", "404 No")) as server:
        with pytest.raises(PipelineError):
            ask(server, folder)
        server.answers = [rest(LONG, HALF)]

        assert ask(server, folder) == LONG.encode()

    assert header(server.asked[-1], "If-Range") == "Wed, 01 Jul 2026 12:00:00 GMT"


def test_a_file_that_changed_in_between_is_begun_afresh(folder):
    with raw_server(cut(LONG, HALF, ETag='"one"'), answer(OTHER, ETag='"two"')) as server:
        assert ask(server, folder) == OTHER.encode()


@pytest.mark.parametrize(
    "wrong",
    [
        rest(LONG, HALF, ETag='"two"'),
        rest(LONG, HALF, ETag='"one"', Content_Range=f"bytes 0-{len(LONG) - 1}/{len(LONG)}"),
        rest(LONG, HALF, ETag='"one"', Content_Range=f"bytes {HALF}-{len(LONG) - 1}/*"),
        rest(LONG, HALF, ETag='"one"', Content_Range=f"bytes {HALF}-{HALF + 3}/{len(LONG)}"),
        rest(LONG, HALF, ETag='"one"', Content_Range=""),
        rest(LONG, HALF, ETag='"one"', Content_Encoding="gzip"),
        answer("", "416 Range", ETag='"one"'),
    ],
    ids=["another version", "from the start", "no total", "not to the end", "no range", "packed", "no such part"],
)
def test_another_part_than_was_asked_for_is_refused_and_the_file_begun_afresh(folder, wrong):
    with raw_server(cut(LONG, HALF, ETag='"one"'), wrong, answer(LONG, ETag='"one"')) as server:
        assert ask(server, folder) == LONG.encode()

    assert header(server.asked[2], "Range") is None


def test_a_part_is_not_taken_up_where_nothing_names_its_version(folder):
    for told in ({}, {"ETag": 'W/"weak"'}):
        with raw_server(cut(LONG, HALF, **told), answer(LONG)) as server:
            assert ask(server, folder / str(len(told))) == LONG.encode()
        assert header(server.asked[1], "Range") is None


def test_a_packed_answer_is_unpacked_and_never_taken_up(folder):
    body = gzip.compress(LONG.encode(), mtime=0)
    with raw_server(
        cut(body, 30, ETag='"one"', Content_Encoding="gzip"), answer(body, ETag='"one"', Content_Encoding="gzip")
    ) as server:
        assert ask(server, folder) == LONG.encode()

    assert header(server.asked[1], "Range") is None


def test_an_unchanged_file_is_not_sent_twice(folder):
    with raw_server(answer(NEW, ETag='"one"', Last_Modified="x"), answer("", "304 Not Modified")) as server:
        assert ask(server, folder) == ask(server, folder) == NEW.encode()

    assert header(server.asked[0], "If-None-Match") is None
    assert header(server.asked[1], "If-None-Match") == '"one"'
    assert header(server.asked[1], "If-Modified-Since") == "x"


def test_a_kept_file_that_was_changed_since_is_asked_for_in_full(folder):
    with raw_server(answer(NEW, ETag='"one"')) as server:
        ask(server, folder)
        (folder / "counts.csv").write_text(OTHER)

        assert ask(server, folder) == NEW.encode()

    assert header(server.asked[1], "If-None-Match") is None


@pytest.mark.parametrize("damaged", ["", "[]", '{"url": 1}', '{"other": "x"}', "\0"])
def test_a_damaged_record_is_as_good_as_none(folder, damaged):
    with raw_server(answer(NEW, ETag='"one"')) as server:
        ask(server, folder)
        (folder / "counts.csv.json.told").write_text(damaged)

        assert ask(server, folder) == NEW.encode()

    assert header(server.asked[1], "If-None-Match") is None


def test_a_file_of_another_address_is_not_taken_for_this_one(folder):
    with raw_server(answer(NEW, ETag='"one"')) as first, raw_server(answer(OTHER, ETag='"one"')) as second:
        ask(first, folder)

        assert ask(second, folder) == OTHER.encode()

    assert header(second.asked[0], "If-None-Match") is None


def test_a_new_version_replaces_the_kept_one_only_when_it_is_whole(folder):
    with raw_server(answer(NEW, ETag='"one"')) as server:
        ask(server, folder)
        server.answers = [cut(LONG, HALF)]
        with pytest.raises(PipelineError, match="Asked 3 times"):
            ask(server, folder)

    assert (folder / "counts.csv").read_bytes() == NEW.encode()


PAGE = "<!DOCTYPE html><html><head></head><body>Invented</body></html>"


def test_nothing_of_an_older_part_is_left_when_another_is_begun(folder):
    folder.mkdir()
    place = place_for(folder, "counts.csv")
    place.part.write_text("the beginning of another version")

    place.start(Told("https://invented.example", etag='"two"'))

    assert place.begun("https://invented.example") is None


def test_a_form_is_posted_with_the_cookies_of_the_page_before_and_never_conditional(folder):
    page = answer(PAGE, Content_Type="text/html", ETag='"one"', Set_Cookie="token=invented; Path=/")
    with (
        raw_server(page) as server,
        Client(("127.0.0.1",), folder, http_to_loopback=True, patience=HASTY) as client,
    ):
        for _ in range(2):
            client(server.url, name="page.html", kind=Kind.HTML)
            client(server.url, name="answer.html", kind=Kind.HTML, form={"area": "B18B", "words": "a&b"})

    assert [question.split()[0] for question in server.asked] == ["GET", "POST"] * 2
    assert header(server.asked[1], "Cookie") == "token=invented"
    assert not any(header(question, "If-None-Match") for question in server.asked)


def test_a_form_that_is_sent_on_is_asked_for_and_not_posted_again(folder):
    onward = answer("", "303 See Other", Location="/other.html")
    with raw_server(onward, answer(PAGE, Content_Type="text/html")) as server:
        ask(server, folder, kind=Kind.HTML, name="a.html", form={"area": "B18B"})

    assert [question.split()[:2] for question in server.asked] == [["POST", "/counts.csv"], ["GET", "/other.html"]]


@pytest.mark.parametrize(
    "name", ["../a.csv", "a/b.csv", ".hidden", "", "a.part", "a.json.told", "C:a", "a\0", "x" * 200]
)
def test_a_name_that_would_lie_elsewhere_is_a_fault_of_the_feed(folder, name):
    with raw_server(answer(NEW)) as server, pytest.raises(ValueError, match="asked to keep a file under"):
        ask(server, folder, name=name)


def test_questions_to_one_host_keep_their_distance_and_others_need_not_wait():
    slept, clock = [], iter([10.0, 10.1, 10.1, 20.0])
    pace = Pace(0.25, clock=lambda: next(clock), sleep=slept.append)

    for host in ("a", "a", "b", "a"):
        pace.wait(host)

    assert slept == [pytest.approx(0.15)]


class Listening:
    """A watch that remembers."""

    def __init__(self):
        self.said, self.files, self.bytes = [], [], []

    def say(self, text):
        self.said.append(text)

    def file(self, name, total):
        self.files.append((name, total))

    def got(self, size):
        self.bytes.append(size)


def test_what_is_asked_again_is_said_with_the_reason(folder):
    watch = Listening()
    with raw_server(answer("no", "503 Oh"), answer(NEW)) as server:
        ask(server, folder, watch=watch)

    assert watch.said == [f"  {server.url} answers 503 (busy or broken). Asking again (2 of 3)."]
    assert watch.files == [("counts.csv", len(NEW))]
    assert watch.bytes[-1] == len(NEW)
