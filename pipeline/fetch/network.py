"""The way out: proxies and certificates by the usual variables, and what went wrong in plain words."""

import os
import ssl

import httpx

from pipeline import __version__
from pipeline.errors import PipelineError
from pipeline.fetch.patience import Patience

USER_AGENT = f"cdp-needs-assessment/{__version__} (cdp fetch; drug and alcohol needs assessments, London)"
# Only the first is read by httpx; the others are what requests, pip and curl have taught people to set.
CERTIFICATE_FILES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
CERTIFICATE_FOLDER = "SSL_CERT_DIR"


class Again(Exception):
    """An answer that may be better next time; `wait` is how many seconds the publisher asks for."""

    def __init__(self, words: str, wait: float | None = None) -> None:
        """Say in words what came."""
        super().__init__(words)
        self.wait = wait


def open_client(patience: Patience) -> httpx.Client:
    """Return a client that follows no redirect by itself; HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY are kept to.

    Raises PipelineError for certificates that cannot be read and a proxy that cannot be used.
    """
    timeout = httpx.Timeout(patience.read, connect=patience.connect)
    # Not compressed: a file that is cut can be taken up where it broke only if what travels is the file itself.
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Accept": "*/*"}
    try:
        return httpx.Client(verify=certificates(), timeout=timeout, headers=headers, follow_redirects=False)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise PipelineError(
            f"The proxy named in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY cannot be used ({_short(error)}).\n"
            "Name it like http://proxy.example:8080; SOCKS is not supported."
        ) from None


def certificates() -> ssl.SSLContext:
    """Return whom we trust: the file or folder that a variable names, else the list that comes with httpx."""
    variable = next((name for name in (*CERTIFICATE_FILES, CERTIFICATE_FOLDER) if os.environ.get(name)), "")
    place = os.environ.get(variable, "")
    try:
        if not place:
            return httpx.create_ssl_context(trust_env=False)
        if variable == CERTIFICATE_FOLDER or os.path.isdir(place):  # noqa: PTH112  as the variable stands
            return ssl.create_default_context(capath=place)
        return ssl.create_default_context(cafile=place)
    except OSError as error:
        raise PipelineError(
            f"{variable} names {place}, which cannot be read as certificates ({_short(error)}).\n"
            "Name a file of certificates in PEM form, or unset the variable."
        ) from None


def judge(error: httpx.TransportError, host: str) -> Exception:
    """Return what to raise: Again where another attempt may help, PipelineError where it cannot."""
    if isinstance(error, httpx.ProxyError):
        return PipelineError(f"the proxy refused the way to {host} ({_short(error)}).\nSee HTTPS_PROXY and NO_PROXY.")
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return PipelineError(
            f"the certificate of {host} is not trusted here ({_short(error)}).\nIf your network looks into https, name "
            "its certificate file in SSL_CERT_FILE; if not, somebody may be answering in the publisher's place."
        )
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return PipelineError(f"{host} cannot be asked ({_short(error)}).")
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return Again(f"{host} could not be reached ({_short(error)}).")
    if isinstance(error, httpx.TimeoutException):
        return Again(f"{host} fell silent.")
    return Again(f"the answer of {host} broke off or makes no sense ({_short(error)}).")


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:160]
