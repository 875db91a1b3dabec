"""Proxies and certificates by the usual variables, on a publisher and a proxy of this machine."""

import shutil
import ssl
import subprocess

import pytest

from pipeline.fetch.outcome import State
from tests.fetch.invented import NEW, answer, feed, fetched, raw_server

FAR = "https://invented.example/counts.csv"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of invented.example that nobody knows, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl, which makes the certificate, is not here")
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "made.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=invented.example"]
    names = ["-addext", "subjectAltName=DNS:invented.example"]
    subprocess.run(["openssl", *words, *names, "-keyout", key, "-out", made], check=True, capture_output=True)
    return made, key


def tunnel(certificate):
    """A proxy that lets everything through to a publisher with this certificate, who is the proxy itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    def reply(connection):
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with context.wrap_socket(connection, server_side=True) as secret:
            while b"\r\n\r\n" not in secret.recv(65536):
                pass
            secret.sendall(answer(NEW))

    return reply


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
@pytest.mark.parametrize("proxy_variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_a_network_with_a_proxy_and_a_certificate_of_its_own(
    project, certificate, monkeypatch, variable, proxy_variable
):
    with raw_server(tunnel(certificate)) as proxy:
        monkeypatch.setenv(proxy_variable, proxy.url.removesuffix("/counts.csv"))
        monkeypatch.setenv(variable, str(certificate[0]))
        outcome = fetched(project, feed(FAR, hosts=("invented.example",)))

    assert outcome.state == State.LANDED, outcome.why
    assert proxy.asked[0].startswith("CONNECT invented.example:443")


def test_a_certificate_that_nobody_knows_is_refused_at_once(project, certificate, monkeypatch, unharmed):
    with raw_server(tunnel(certificate)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.removesuffix("/counts.csv"))
        outcome = fetched(project, feed(FAR, hosts=("invented.example",)))

    assert "the certificate of invented.example is not trusted here" in outcome.why
    assert "SSL_CERT_FILE" in outcome.why
    assert len(proxy.asked) == 1
    unharmed()


def test_a_proxy_that_refuses_is_named_by_its_variable(project, monkeypatch, unharmed):
    with raw_server(answer("", "407 Who are you")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("http://", "http://name:secret@"))
        outcome = fetched(project, feed(FAR, hosts=("invented.example",)))

    assert "the proxy refused the way to invented.example (407" in outcome.why
    assert "secret" not in outcome.why
    unharmed()


def test_a_host_that_needs_no_proxy_is_asked_itself(project, monkeypatch):
    with raw_server(answer("no", "500 Oh")) as proxy, raw_server(answer(NEW)) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "elsewhere.example,127.0.0.1")
        outcome = fetched(project, feed(server.url))

    assert (outcome.state, proxy.asked) == (State.LANDED, [])


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("SSL_CERT_FILE", "/nowhere/invented.pem", "SSL_CERT_FILE names /nowhere/invented.pem"),
        ("REQUESTS_CA_BUNDLE", __file__, "REQUESTS_CA_BUNDLE names"),
        ("HTTPS_PROXY", "socks5://127.0.0.1:1", "cannot be used"),
        ("HTTPS_PROXY", "ftp://127.0.0.1:1", "cannot be used"),
    ],
)
def test_a_variable_that_cannot_be_kept_to_is_named(project, monkeypatch, unharmed, variable, value, words):
    monkeypatch.setenv(variable, value)

    outcome = fetched(project, feed(FAR, hosts=("invented.example",)))

    assert words in outcome.why
    unharmed()


def test_a_publisher_that_is_not_there_is_said_not_to_be_reached(project, unharmed):
    with raw_server(b"") as server:
        url = server.url
    outcome = fetched(project, feed(url))

    assert "127.0.0.1 could not be reached" in outcome.why
    unharmed()
