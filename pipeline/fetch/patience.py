"""How long a publisher is waited for, and how often asked: polite to them, and bounded for us."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.errors import PipelineError


@dataclass(frozen=True)
class Patience:
    """Seconds, unless a name says otherwise. `total` is for one file, all its attempts and waits together."""

    connect: float = 15.0
    read: float = 60.0  # between two pieces of an answer
    total: float = 900.0
    attempts: int = 5
    first_wait: float = 1.0  # doubled after each attempt, with jitter, so that many askers do not come back together
    longest_wait: float = 30.0
    jitter: float = 1.0
    longest_asked_wait: float = 120.0  # who asks us to stay away for longer is asked another day
    pause: float = 0.25  # between two requests to one host: the strictest publisher allows fifteen a second


@dataclass
class Pace:
    """Keeps requests to one host apart, whichever source they are for."""

    pause: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Return when this host may be asked again."""
        now = self.clock()
        due = max(now, self._next.get(host, now))
        self._next[host] = due + self.pause
        if due > now:
            self.sleep(due - now)


class OutOfTime(PipelineError):
    """A file took longer than it may; what has come of it stays."""


class Deadline:
    """The moment after which a file is given up."""

    def __init__(self, seconds: float) -> None:
        """Start counting."""
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left, 0 when the time is over."""
        return max(0.0, self.end - time.monotonic())

    def check(self) -> None:
        """Pass while there is time; OutOfTime afterwards."""
        if not self.left():
            raise OutOfTime(
                f"the answer took longer than {self.seconds:g} seconds and was given up.\n"
                "Try again later: where the publisher allows it, the file is taken up where it broke off."
            )
