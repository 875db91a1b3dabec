import pytest

from pipeline.project import Project
from tests.fetch.invented import OLD, landed_files


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    """What this machine's variables say must not decide a test."""
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path):
    """An invented project in which one release of the invented source is at hand."""
    (tmp_path / "notebooks").mkdir()
    release = tmp_path / "data" / "raw" / "invented" / "2023"
    release.mkdir(parents=True)
    (release / "counts.csv").write_text(OLD)
    (release / "provenance.json").write_text('{"release": "2023", "files": {"counts.csv": {"rows": 2}}}')
    return Project(tmp_path)


@pytest.fixture
def unharmed(project):
    """A check that nothing has landed and nothing that was there has changed."""
    before = landed_files(project)

    def check():
        assert landed_files(project) == before
        assert [path.name for path in (project.raw / "invented").iterdir()] == ["2023"]

    return check
