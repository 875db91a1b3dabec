"""Ends an answer that never ends: a publisher that sends a byte now and then keeps every shorter limit happy."""

import socket
import threading
from contextlib import suppress
from typing import Any

from pipeline.fetch.patience import Deadline

_OPENED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Cutoff:
    """Knows the connections of one client and closes them when time is over, whatever is waiting for them."""

    def __init__(self) -> None:
        """Begin without connections."""
        self._streams: list[Any] = []

    def trace(self, event: str, facts: dict[str, Any]) -> None:
        """Take note of a connection; httpx calls this for each request that carries it as "trace"."""
        if event in _OPENED:
            self._streams.append(facts["return_value"])

    def at(self, deadline: Deadline) -> threading.Timer:
        """Return a clock that runs; cancel it when the answer is there."""
        clock = threading.Timer(deadline.left(), self._close)
        clock.daemon = True
        clock.start()
        return clock

    def _close(self) -> None:
        for stream in self._streams:
            with suppress(OSError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
