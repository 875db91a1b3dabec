"""The server of a watched page: on this machine only, under an address that nobody can guess, and only these documents."""

import asyncio
import secrets
from contextlib import suppress
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import Application, HTTPError, RequestHandler

from pipeline.workbench.port import HERE
from pipeline.workbench.served import SCRIPT
from pipeline.workbench.showing import Showing

ALIVE = 15.0  # seconds between signs of life to a browser that waits


class _Desk(RequestHandler):
    """What every answer holds to."""

    def initialize(self, showing: Showing, port: int) -> None:
        self.showing, self.port = showing, port

    def prepare(self) -> None:
        """Refuse any other host's name: a foreign page could have pointed its own name here (DNS rebinding)."""
        if self.request.headers.get("Host") not in {f"{HERE}:{self.port}", f"localhost:{self.port}"}:
            raise HTTPError(403)

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")

    def compute_etag(self) -> None:
        return None

    def known(self, document: str) -> str:
        """Return the document; 404 for anything that is none. No path of the request ever names a file."""
        if not self.showing.knows(document):
            raise HTTPError(404)
        return document


class _First(_Desk):
    def get(self) -> None:
        self.redirect(f"{self.showing.documents[0]}.html")


class _Page(_Desk):
    def get(self, document: str) -> None:
        self.write(self.showing.page(self.known(document)))


class _Script(_Desk):
    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.write(SCRIPT)


class _Events(_Desk):
    """Versions of a page as server-sent events, until the browser leaves."""

    async def get(self, document: str) -> None:
        self.set_header("Content-Type", "text/event-stream")
        self._queue = self.showing.look(self.known(document))
        try:
            with suppress(StreamClosedError):  # the browser has left
                while True:
                    await self._send()
        finally:
            self.showing.leave(self._queue)

    async def _send(self) -> None:
        try:
            self.write(f"data: {await asyncio.wait_for(self._queue.get(), ALIVE)}\n\n")
        except TimeoutError:
            self.write(": here\n\n")
        await self.flush()

    def on_connection_close(self) -> None:
        if hasattr(self, "_queue"):
            self.showing.leave(self._queue)


def serve(showing: Showing, port: int) -> tuple[HTTPServer, str]:
    """Begin to serve; return the server, and the address of the first document."""
    secret = secrets.token_urlsafe(16)
    given: dict[str, Any] = {"showing": showing, "port": port}
    handlers: list[Any] = [
        (rf"/{secret}/", _First, given),
        (rf"/{secret}/([a-z-]+)\.html", _Page, given),
        (rf"/{secret}/reload\.js", _Script, given),
        (rf"/{secret}/events/([a-z-]+)", _Events, given),
    ]
    server = Application(handlers, log_function=lambda _: None).listen(port, HERE)
    return server, f"http://{HERE}:{port}/{secret}/{showing.documents[0]}.html"
