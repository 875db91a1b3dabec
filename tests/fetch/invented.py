"""An invented publisher: its source, its feed, and a server that answers with bytes of our choosing. No figure is real."""

import socket
import threading
from contextlib import contextmanager, suppress

import pandas as pd

from pipeline.fetch.engine import fetch
from pipeline.fetch.patience import Patience
from pipeline.fetch.setting import Setting
from pipeline.observations import observations
from pipeline.periods import calendar_year as read_year
from pipeline.periods import with_periods
from pipeline.publishers import Carried, Feed, Kind
from pipeline.sources.columns import area_code, calendar_year, count, table
from pipeline.sources.source import Source, Table

# Seconds, tiny: every wait of the real thing happens, and the tests do not.
HASTY = Patience(
    connect=2, read=1, total=6, attempts=3, first_wait=0.01, longest_wait=0.02, jitter=0, longest_asked_wait=1, pause=0
)
OLD = "area_code,year,count\nE09000003,2023,10\nE09000012,2023,20\n"
NEW = "Code,Year,Count\nE09000003,2024,11\nE09000012,2024,21\n"
LANDED = "area_code,year,count\nE09000003,2024,11\nE09000012,2024,21\n"


def _tidy(rows):
    named = rows.rename(columns={"year": "period"}).assign(measure="invented", value=rows["count"])
    return observations(with_periods(named, reader=read_year), unit="things")


SOURCE = Source(
    id="invented",
    title="Invented things",
    publisher="Invented Office",
    newer="None.",
    tables=(
        Table(
            "counts.csv",
            table(area_code=area_code(), year=calendar_year(), count=count()),
            _tidy,
            key=("area_code", "year"),
        ),
    ),
)  # fmt: skip


def carry(files, before):
    """Read the invented layout; the release is named for its newest year."""
    rows = pd.read_csv(next(iter(files.values())), dtype="str", keep_default_na=False)
    counts = rows.set_axis(["area_code", "year", "count"], axis=1)
    return Carried(counts["year"].max(), {"counts.csv": counts}, caveats=("Invented.",))


def feed(
    url="", *, source="invented", kind=Kind.CSV, limit=10_000, form=None, hosts=("127.0.0.1",), by_hand="", read=carry
):
    """A feed of one file at this address; without one, a feed that a person has to serve."""

    def collect(get):
        return {"counts": get(url, name=f"counts.{kind}", kind=kind, limit=limit, form=form)}

    return Feed(
        source=source, where="https://invented.example", licence="Invented Licence", attribution="Invented Office",
        hosts=hosts, collect=collect if url else None, carry=read, by_hand=by_hand, caveats=("Of nobody.",),
    )  # fmt: skip


def setting(project, *feeds, day="2026-05-04", **choices):
    """The setting of a fetch of these feeds; every source is the invented one under another name."""
    sources = {one.source: Source(**{**vars(SOURCE), "id": one.source}) for one in feeds}
    chosen = {"patience": HASTY, "http_to_loopback": True} | choices
    return Setting(project, {one.source: one for one in feeds}, sources, day, **chosen)


def fetched(project, one, given=(), **choices):
    """What became of a fetch of one feed."""
    [outcome] = fetch(setting(project, one, **choices), [one.source], given)
    return outcome


def landed_files(project):
    """Every file of every release, by its place, with its bytes: what must not change."""
    raw = project.raw
    found = sorted(path for path in raw.rglob("*") if path.is_file() and ".downloads" not in path.parts)
    return {path.relative_to(raw).as_posix(): path.read_bytes() for path in found}


def answer(body, status="200 OK", **headers):
    """The bytes of a whole answer."""
    told = {"Content_Type": "text/csv", "Content_Length": len(body)} | headers
    lines = [
        f"HTTP/1.1 {status}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in told.items() if value != ""),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + (body if isinstance(body, bytes) else body.encode())


class Raw:
    """A server that answers the first question with the first answer, and so on, and the last one ever after.

    An answer is bytes, or a function that is given the connection. `asked` are the heads of the questions.
    """

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/counts.csv"

    def serve(self):
        with suppress(OSError):  # the socket is closed when the test is over
            while True:
                connection, _ = self.socket.accept()
                threading.Thread(target=self.reply, args=(connection,), daemon=True).start()

    def reply(self, connection):
        with connection, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(65536)
            self.asked.append(head.decode())
            chosen = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if isinstance(chosen, bytes):
                connection.sendall(chosen)
            else:
                chosen(connection)
            connection.shutdown(socket.SHUT_WR)


@contextmanager
def raw_server(*answers):
    """Run such a server while the test needs it."""
    server = Raw(*answers)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.socket.close()
