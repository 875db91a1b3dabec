"""A page that follows what is saved: over HTTP, as a browser would see it. Chapters are invented."""

import json
import threading
import time

import httpx
import pytest

from tests.build.invented import code, write_chapter
from tests.workbench.conftest import wait_for

pytestmark = pytest.mark.slow
PAGE = "reports/barnet/needs-assessment.html"


@pytest.fixture(scope="module")
def desk(project, opened):
    """A watch of Barnet's needs assessment, made for the first time."""
    desk = opened(project, "watch", "barnet")
    wait_for(lambda: "Built in" in desk.said)
    return desk


class Looking(threading.Thread):
    """A browser that keeps an event stream open: the versions it was told."""

    def __init__(self, desk):
        super().__init__(daemon=True)
        self.address = desk.address.replace("needs-assessment.html", "events/needs-assessment")
        self.versions = []
        self.start()

    def run(self):
        with httpx.stream("GET", self.address, timeout=None) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    self.versions.append(line[6:])


@pytest.fixture(scope="module")
def looking(desk):
    looking = Looking(desk)
    wait_for(lambda: looking.versions)
    return looking


def served(desk):
    return httpx.get(desk.address).text


def words(project, name, text):
    """Write a Markdown cell into a chapter, as an editor would."""
    path = project.notebooks / f"{name}.ipynb"
    notebook = json.loads(path.read_text())
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    notebook["cells"] = [*cells, {"cell_type": "markdown", "source": text, "metadata": {}, "id": "words"}]
    path.write_text(json.dumps(notebook))


def test_a_markdown_cell_that_is_saved_is_on_the_page_and_the_browser_is_told(project, desk, looking):
    before = len(looking.versions)

    words(project, "voice", "Invented words, said once.")
    wait_for(lambda: len(looking.versions) > before)

    html = served(desk)
    assert "Invented words, said once." in html
    assert f'data-version="{looking.versions[-1]}"' in html


def test_the_written_file_holds_no_script_and_the_served_one_only_ours(project, desk):
    html, written = served(desk), (project.root / PAGE).read_text()

    assert "<script" not in written
    assert "script-src" not in written
    assert html.count("<script") == 1
    assert "script-src 'self'; connect-src 'self'\">" in html
    assert "default-src 'none'" in html


def test_a_failing_cell_shows_over_the_last_good_page_with_its_traceback_and_goes_when_it_is_mended(project, desk):
    good = (project.root / PAGE).read_bytes()
    path = write_chapter(project, "demand", 'given = "<b>invented</b>"\nraise ValueError(given)')
    wait_for(lambda: "desk-failed" in served(desk))
    html = served(desk)

    assert "Barnet, demand, cell 3" in html
    assert "ValueError: &lt;b&gt;invented&lt;/b&gt;" in html
    assert "<b>invented</b>" not in html
    assert "Traceback (most recent call last)" in html
    assert (project.root / PAGE).read_bytes() == good

    notebook = json.loads(path.read_text())
    notebook["cells"][-1] = code("given = 1")
    path.write_text(json.dumps(notebook))
    wait_for(lambda: "desk-failed" not in served(desk))


def test_a_commentary_that_is_saved_is_on_the_page(project, desk):
    folder = project.root / "data" / "raw" / "local" / "barnet" / "commentary"
    folder.mkdir(parents=True, exist_ok=True)

    (folder / "supply.md").write_text("role: Invented role\ndate: 2026-01-31\n\nThe invented partnership says this.\n")

    wait_for(lambda: "The invented partnership says this." in served(desk) or "desk-failed" in served(desk))
    assert "The invented partnership says this." in served(desk)


def test_a_template_that_is_saved_is_on_the_page_and_runs_no_notebook(project, desk):
    template = project.root / "pipeline" / "report" / "templates" / "style.css"

    template.write_text(f"{template.read_text()}\n.invented {{ color: red }}\n")

    wait_for(lambda: ".invented" in served(desk))
    wait_for(lambda: desk.said.rstrip().endswith(" 0 notebooks run."))


def test_a_module_that_is_saved_takes_a_new_process_and_one_that_is_broken_says_so(project, desk):
    module = project.root / "pipeline" / "chapters.py"
    text = module.read_text()

    module.write_text(f"{text}\ninvented =\n")
    wait_for(lambda: "desk-failed" in served(desk))
    html = served(desk)
    module.write_text(text)
    wait_for(lambda: "desk-failed" not in served(desk))

    assert "a module that was saved cannot be imported" in html
    assert "SyntaxError" in html


def test_another_boroughs_files_build_nothing(project, desk):
    time.sleep(1)
    built = desk.said.count("Built in")

    (project.root / "data" / "raw" / "local" / "hackney").mkdir()
    (project.root / "data" / "raw" / "local" / "hackney" / "invented.toml").write_text("")
    time.sleep(1.5)

    assert desk.said.count("Built in") == built


def test_a_foreign_name_for_this_machine_is_refused(desk):
    assert httpx.get(desk.address, headers={"Host": "invented.example"}).status_code == 403
    assert httpx.get(desk.address, headers={"Host": f"localhost:{desk.port}"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "../needs-assessment.html",
        "../../etc/passwd",
        "..%2f..%2fprovenance.json",
        "provenance.json",
        "index.html",
        "x.html",
    ],
)
def test_only_documents_are_served_and_only_under_the_secret_address(desk, path):
    base, _, _ = desk.address.rpartition("/")

    # Sent as it stands: a client would tidy the dots away.
    request = httpx.Request("GET", f"{base}/x", extensions={"target": f"{httpx.URL(base).path}/{path}".encode()})
    with httpx.Client() as client:
        assert client.send(request).status_code == 404
        assert client.get(f"http://127.0.0.1:{desk.port}/needs-assessment.html").status_code == 404


def test_ctrl_c_ends_everything(desk):
    started = desk.started()
    assert started

    assert desk.end() == 0
    wait_for(lambda: not any(one.is_running() and one.status() != "zombie" for one in started), 15)
