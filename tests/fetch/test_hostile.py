"""Answers that are slow, cut, wrong, oversized or meant to harm: after each, nothing has landed and nothing has changed."""

import gzip
import io
import time
import zipfile
from dataclasses import replace

import pytest

from pipeline.errors import PipelineError
from pipeline.fetch.outcome import State
from pipeline.publishers import Kind
from tests.fetch.invented import HASTY, NEW, answer, feed, fetched, raw_server

LOGIN = "<!DOCTYPE html>\n<html><head><title>Sign  in &amp; go</title></head><body>Invented, with, commas</body></html>"


def drip(*pieces, every=0.15, times=120):
    """Send the beginning, then a byte now and then: never long enough apart to count as silence."""

    def reply(connection):
        for piece in pieces:
            connection.sendall(piece)
        for _ in range(times):
            time.sleep(every)
            connection.sendall(b"1")

    return reply


def silent(connection):
    time.sleep(1.5)


def endless(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"a,b,c\n" * 1000)


def chunked_bomb(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n" + b"a,b\n" * 9000)


def packed(names_and_bodies, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, body in names_and_bodies:
            archive.writestr(name, body)
    return file.getvalue()


def redirect(where, status="302 Found"):
    return answer("", f"{status}", Location=where)


GZIP_BOMB = gzip.compress(b"a,b\n" * 1_000_000)
CSV_ANSWERS = {
    "a login page with 200": (answer(LOGIN, Content_Type="text/html"), "a web page ('Sign in & go') came in place of CSV"),
    "a login page that calls itself CSV": (answer(LOGIN), "a web page ('Sign in & go') came in place of CSV"),
    "an error in JSON with 200": (answer('{"error": "a, b"}', Content_Type="text/plain"), "is no table in CSV"),
    "a picture": (answer("x", Content_Type="image/png"), "image/png in place of CSV"),
    "bytes": (answer(b"a,b\n\x00\x01"), "is no table in CSV"),
    "nothing": (answer(""), "is empty in place of CSV"),
    "no content": (answer("", "204 No Content"), "answers 204, which is no file"),
    "not found": (answer("gone", "404 Not Found"), "no file is there any more"),
    "forbidden": (answer("no", "403 Forbidden"), "does not let programs in"),
    "broken for ever": (answer("no", "500 Oh"), "Asked 3 times"),
    "busy for long": (answer("no", "429 Slow", Retry_After="86400"), "asks to stay away for 86400 seconds"),
    "too large and says so": (answer("a,b\n" * 9000), "holds 36,000 bytes; at most 10,000 bytes"),
    "too large and does not say so": (endless, "holds more; at most 10,000 bytes"),
    "too large in chunks": (chunked_bomb, "holds more; at most 10,000 bytes"),
    "a gzip bomb": (answer(GZIP_BOMB, Content_Encoding="gzip"), "holds more; at most 10,000 bytes"),
    "gzip in gzip": (answer(gzip.compress(GZIP_BOMB), Content_Encoding="gzip, gzip"), "was not asked for"),
    "brotli": (answer("x", Content_Encoding="br"), "packed as 'br', which was not asked for"),
    "not gzip at all": (answer(NEW, Content_Encoding="gzip"), "cannot be unpacked"),
    "gzip that is cut": (answer(gzip.compress(NEW.encode())[:-12], Content_Encoding="gzip"), "broke off before its end"),
    "cut in mid-body": (answer(NEW, Content_Length=len(NEW) + 500), "broke off"),
    "cut in mid-header": (b"HTTP/1.1 200 OK\r\nContent-Ty", "broke off"),
    "no HTTP": (b"220 invented mail server\r\n\r\n", "broke off"),
    "two lengths": (answer(NEW, Content_Length=f"{len(NEW)}\r\nContent-Length: 5"), "broke off"),
    "nobody says anything": (silent, "fell silent"),
    "a slow drip": (drip(answer("", Content_Length=5000)), "took longer than 1 seconds"),
    "a slow drip of headers": (drip(b"HTTP/1.1 200 OK\r\nX-Invented: 1"), "took longer than 1 seconds"),
    "a part that nobody asked for": (answer(NEW, "206 Partial", Content_Range="bytes 0-60/61"), "with a part of the file"),
    "not changed, unasked": (answer("", "304 Not Modified"), "a question that did not ask it"),
    "sent on to another host": (redirect("https://elsewhere.example/a.csv"), "elsewhere.example is not one of the hosts"),
    "sent on to http": (redirect("http://invented.example/a.csv"), "only addresses that begin with https://"),
    "sent on to a file": (redirect("file:///etc/passwd"), "only addresses that begin with https://"),
    "sent on to this machine by name": (redirect("http://localhost/a.csv"), "localhost is not one of the hosts"),
    "sent on with a password": (redirect("http://a:b@127.0.0.1/"), "name and password in it"),
    "sent on to itself": (redirect("/counts.csv"), "more than 5 times"),
    "sent on to nowhere": (redirect("https://127.0.0.1:abc/"), "makes no sense"),
    "sent on to a broken name": (redirect("https://xn--a/"), "is not an address"),
    "wrong rows": (answer(NEW.replace("E09000003", "Barnet")), "line 2: area_code Barnet is not the ONS code"),
    "another layout": (answer("Code,Year\nE09000003,2024\n"), "fault of the program"),
    "a table without rows": (answer("Code,Year,Count\n"), "fault of the program"),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "words"), CSV_ANSWERS.values(), ids=CSV_ANSWERS.keys())
def test_a_hostile_answer_lands_nothing_and_is_told_in_words(project, unharmed, sent, words):
    patience = replace(HASTY, total=1) if "longer" in words else replace(HASTY, read=0.3)
    started = time.monotonic()

    with raw_server(sent) as server:
        outcome = fetched(project, feed(server.url, hosts=("127.0.0.1", "invented.example")), patience=patience)

    assert outcome.state == State.FAILED
    assert words in outcome.why
    assert time.monotonic() - started < 10  # with limits of a second
    unharmed()


WORKBOOK = [("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")]
ZEROS = bytes(30_000_000)


def lying(body):
    """An archive whose directory says that its last entry unpacks to ten bytes."""
    place = body.rindex(b"PK\x01\x02")
    return body[:place] + body[place : place + 24] + (10).to_bytes(4, "little") + body[place + 28 :]


def lying_over_each_other():
    """An archive whose second entry begins where the first one does."""
    body = packed([("xl/workbook.xml", "<x/>" * 99), ("xl/workbook2.xml", "<x/>" * 99)])
    place = body.rindex(b"PK\x01\x02")
    return body[: place + 42] + (0).to_bytes(4, "little") + body[place + 46 :]


PACKED_ANSWERS = {
    "a bomb": (packed([*WORKBOOK, ("xl/worksheets/sheet1.xml", ZEROS)]), "more than 200 times its size"),
    "a bomb that lies": (lying(packed([*WORKBOOK, ("xl/a.xml", ZEROS)])), "more than its directory says"),
    "entries over each other": (lying_over_each_other(), "lie over each other"),
    "thousands of entries": (packed([(f"{n}.xml", "") for n in range(5001)], zipfile.ZIP_STORED), "holds 5,001 entries"),
    "a way out": (packed([*WORKBOOK, ("../../evil.csv", "x")]), "leads out of the folder"),
    "a way out of Windows": (packed([*WORKBOOK, ("xl\\..\\..\\evil.csv", "x")]), "leads out of the folder"),
    "an absolute name": (packed([*WORKBOOK, ("/etc/evil", "x")]), "leads out of the folder"),
    "a drive": (packed([*WORKBOOK, ("C:/evil", "x")]), "leads out of the folder"),
    "an unusual packing": (packed(WORKBOOK, zipfile.ZIP_BZIP2), "packed in an unusual way"),
    "a zip of something else": (packed([("readme.txt", "x")]), "holds no xl/workbook.xml"),
    "cut off": (packed(WORKBOOK)[:60], "damaged or cut off"),
    "its middle missing": (packed(WORKBOOK)[:35] + packed(WORKBOOK)[60:], "damaged or cut off"),
    "a page": (LOGIN.encode(), "a web page ('Sign in & go') came in place of XLSX"),
    "a table": (NEW.encode(), "is no XLSX: it begins 'Code"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("body", "words"), PACKED_ANSWERS.values(), ids=PACKED_ANSWERS.keys())
def test_a_hostile_workbook_is_refused_before_anything_opens_it(project, unharmed, body, words):
    def never(files, before):
        raise AssertionError("it was opened")

    with raw_server(answer(body, Content_Type="application/octet-stream")) as server:
        outcome = fetched(project, feed(server.url, kind=Kind.XLSX, limit=2_000_000, read=never))

    assert words in outcome.why
    unharmed()


def test_a_name_twice_in_an_archive_is_refused(project, unharmed):
    with pytest.warns(UserWarning, match="Duplicate name"):
        body = packed([*WORKBOOK, ("xl/workbook.xml", "<y/>")])

    with raw_server(answer(body, Content_Type="application/zip")) as server:
        outcome = fetched(project, feed(server.url, kind=Kind.XLSX))

    assert "two entries have one name" in outcome.why
    unharmed()


@pytest.mark.parametrize("body", ['{"result": [', "not JSON", "[" * 5000, '{"a": NaN'])
def test_a_listing_that_is_no_json_is_refused(project, unharmed, body):
    with raw_server(answer(body, Content_Type="application/json")) as server:
        outcome = fetched(project, feed(server.url, kind=Kind.JSON))

    assert "the answer is not JSON" in outcome.why
    unharmed()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "only addresses that begin with https://"),
        ("ftp://127.0.0.1/a", "only addresses that begin with https://"),
        ("http://127.0.0.1/a", "only addresses that begin with https://"),
        ("https://elsewhere.example/a", "not one of the hosts"),
        ("https://127.0.0.1:8443/a", "port 8443"),
        ("https://a:secret@127.0.0.1/a", "name and password"),
        ("not an address\n", "refused"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused_without_asking(project, unharmed, url, words):
    outcome = fetched(project, feed(url), http_to_loopback=False)

    assert words in outcome.why
    assert "secret" not in outcome.why
    unharmed()


def test_a_good_workbook_is_given_to_its_reader(project, unharmed):
    def read(files, before):
        with zipfile.ZipFile(files["counts"]) as book:
            raise PipelineError(f"it was opened: {', '.join(book.namelist())}")

    with raw_server(answer(packed(WORKBOOK), Content_Type="application/octet-stream")) as server:
        outcome = fetched(project, feed(server.url, kind=Kind.XLSX, read=read))

    assert outcome.why == "it was opened: [Content_Types].xml, xl/workbook.xml"
    unharmed()
