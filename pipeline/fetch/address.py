"""Which addresses are asked: https only, and only hosts that the feed lists."""

from dataclasses import dataclass

import httpx

from pipeline.errors import PipelineError

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Hosts:
    """The hosts that may answer. `http_to_loopback` is for tests alone: a server on this machine has no certificate."""

    names: tuple[str, ...]
    http_to_loopback: bool = False

    def check(self, url: str) -> httpx.URL:
        """Return the address; PipelineError where it may not be asked."""
        address = _parsed(url)
        here = self.http_to_loopback and address.host in _LOOPBACK
        if address.scheme != "https" and not (here and address.scheme == "http"):
            raise PipelineError(f"{shown(address)} is refused: only addresses that begin with https:// are asked.")
        if address.userinfo:
            raise PipelineError(f"{shown(address)} is refused: an address with a name and password in it is not asked.")
        if address.host not in {name.lower() for name in self.names}:
            raise PipelineError(
                f"{shown(address)} is refused: {address.host or 'no host'} is not one of the hosts listed for this "
                f"source ({', '.join(self.names)}).\nIf the publisher has moved, add the host to the feed and say why."
            )
        if address.port and not here:
            raise PipelineError(f"{shown(address)} is refused: port {address.port} is not the usual one.")
        return address


def shown(address: httpx.URL) -> str:
    """Return the address for a message: without name and password, and no longer than a line."""
    text = str(address.copy_with(userinfo=b""))
    return text if len(text) <= 160 else f"{text[:157]}..."


def _parsed(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
        address.host  # noqa: B018  a name that cannot be decoded is found out only here
        return address
    except (httpx.InvalidURL, UnicodeError) as error:
        raise PipelineError(f"{url[:160]!r} is refused: it is not an address ({error}).") from None
