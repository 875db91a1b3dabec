"""Asks publishers for files: again where that may help, only for what is new, and never for more than was bargained for."""

from collections.abc import Mapping
from pathlib import Path

import httpx
import stamina
import stamina.instrumentation

from pipeline.errors import PipelineError
from pipeline.fetch.address import Hosts, shown
from pipeline.fetch.cutoff import Cutoff
from pipeline.fetch.kept import Told, place_for
from pipeline.fetch.network import Again, judge, open_client
from pipeline.fetch.patience import Deadline, Pace, Patience
from pipeline.fetch.question import Begun, Wanted, conditions
from pipeline.fetch.receive import receive
from pipeline.fetch.status import refuse_status
from pipeline.fetch.watch import Silence, Watch
from pipeline.publishers import Kind

_REDIRECTS = {301, 302, 303, 307, 308}
_KEEP_FORM = {307, 308}
_AT_MOST = 5  # times that one question is sent on
stamina.instrumentation.set_on_retry_hooks([])  # what is asked again is said by us, in words


class Client:
    """A `Get` for one source. Use it as a context manager; `fetched` says what came, by the name it is kept under."""

    def __init__(  # noqa: PLR0913
        self,
        hosts: tuple[str, ...],
        folder: Path,
        *,
        patience: Patience | None = None,
        pace: Pace | None = None,
        watch: Watch | None = None,
        http_to_loopback: bool = False,
    ) -> None:
        """Ask only `hosts`, and keep files in `folder`."""
        self.hosts = Hosts(hosts, http_to_loopback)
        self.folder = folder
        self.patience = patience or Patience()
        self.pace = pace or Pace(self.patience.pause)
        self.watch: Watch = watch or Silence()
        self.fetched: dict[str, Told] = {}
        self._cutoff = Cutoff()
        self._http = open_client(self.patience)

    def __enter__(self) -> "Client":
        """Return the client."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close every connection."""
        self._http.close()

    def __call__(
        self, url: str, *, name: str, kind: Kind, limit: int = 50_000_000, form: Mapping[str, str] | None = None
    ) -> Path:
        """Return the file, kept under `name`; PipelineError where no good answer came. `form` is posted."""
        wanted = Wanted(url, place_for(self.folder, name), kind, limit, form)
        self.folder.mkdir(parents=True, exist_ok=True)
        deadline = Deadline(self.patience.total)
        clock = self._cutoff.at(deadline)
        try:
            self.fetched[name] = self._try(wanted, deadline)
        except Again as error:
            raise PipelineError(f"{error}\nAsked {self.patience.attempts} times. Try again later.") from None
        finally:
            clock.cancel()
        return wanted.place.path

    def _try(self, wanted: Wanted, deadline: Deadline) -> Told:
        """Return what is told of the file, after as many attempts as it takes and may take."""
        patience, last = self.patience, ""
        for attempt in stamina.retry_context(
            on=self._wait_after,
            attempts=patience.attempts,
            timeout=patience.total,
            wait_initial=patience.first_wait,
            wait_max=patience.longest_wait,
            wait_jitter=patience.jitter,
        ):
            if last:
                self.watch.say(f"  {last} Asking again ({attempt.num} of {patience.attempts}).")
            with attempt:
                try:
                    return self._ask(wanted, deadline)
                except Again as error:
                    last = str(error)
                    raise
        raise AssertionError("stamina gives an attempt or raises")

    def _wait_after(self, error: Exception) -> bool | float:
        """Return whether to ask again; seconds where the publisher has said how long to wait."""
        if not isinstance(error, Again):
            return False
        return True if error.wait is None else max(error.wait, self.patience.first_wait)

    def _ask(self, wanted: Wanted, deadline: Deadline) -> Told:
        deadline.check()
        begun, whole = wanted.at_hand()
        try:
            response = self._send(wanted, conditions(begun, whole))
            try:
                return self._take(wanted, response, begun, whole, deadline)
            finally:
                response.close()
        except UnicodeError:  # httpx looks at where it is sent on to before we can
            raise PipelineError(f"{wanted.url} sends on to something that is not an address.") from None
        except httpx.TransportError as error:
            deadline.check()
            raise judge(error, httpx.URL(wanted.url).host) from None

    def _send(self, wanted: Wanted, headers: dict[str, str]) -> httpx.Response:
        """Return the answer, its body unread, from the place that the publisher sends us on to."""
        url, form = wanted.url, wanted.form
        for _ in range(_AT_MOST + 1):
            address = self.hosts.check(url)
            self.pace.wait(address.host)
            request = self._http.build_request(
                "GET" if form is None else "POST",
                address,
                headers=headers,
                data=None if form is None else dict(form),
                extensions={"trace": self._cutoff.trace},
            )
            response = self._http.send(request, stream=True)
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            url = str(response.url.join(response.headers.get("location", "")))
            form = form if response.status_code in _KEEP_FORM else None
        raise PipelineError(f"{shown(httpx.URL(wanted.url))} was sent on more than {_AT_MOST} times.")

    def _take(
        self, wanted: Wanted, response: httpx.Response, begun: Begun | None, whole: Told | None, deadline: Deadline
    ) -> Told:
        """Return what is told of the file, once it is kept; an unchanged one is the file at hand."""
        if response.status_code == 416 and begun:
            wanted.place.drop()
            raise Again(f"{shown(response.url)} has no more than what is here already.")
        refuse_status(response, self.patience.longest_asked_wait)
        if response.status_code != 304:
            return receive(wanted, response, begun, deadline, self.watch)
        if whole is None:
            raise PipelineError(f"{shown(response.url)} answers 'not changed' to a question that did not ask it.")
        return whole
