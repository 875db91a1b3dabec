"""A chapter opened for a borough in a real JupyterLab server, as its front end would use it. Chapters are invented."""

import asyncio
import difflib
import json
import re
import sys

import httpx
import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from pipeline.areas import find_area
from pipeline.errors import PipelineError
from pipeline.workbench.place import find_place
from tests.build.invented import HACKNEY, write_chapter
from tests.workbench.conftest import wait_for

pytestmark = pytest.mark.slow
GIVEN = 'borough = "hackney"\nedition = "latest"'
COMMITTED = 'borough = "barnet"\nedition = "latest"'
FAILING = "c-fails"


@pytest.fixture(scope="module")
def chapter(project):
    """The chapter that is edited, in the form in which chapters are committed."""
    from pipeline.workbench.committed import as_committed  # noqa: PLC0415

    path = write_chapter(project, "demand", "first = 1", "second = first / 0")
    notebook = json.loads(path.read_text())
    notebook["cells"][-1]["id"] = FAILING
    path.write_bytes(as_committed(notebook))
    yield path
    write_chapter(project, "demand")


@pytest.fixture(scope="module")
def failed(project, chapter):
    """What a build leaves of a run of it that failed: the executed notebook, and a line of the ledger."""
    notebook = json.loads(chapter.read_text())
    for number, cell in enumerate(notebook["cells"], start=1):
        cell["metadata"]["cdp"] = {"cell": number}
    trace = {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "invented", "traceback": ["a", "b"]}
    notebook["cells"][-1]["outputs"] = [trace]
    folder = project.root / "reports" / "hackney" / "notebooks"
    folder.mkdir(parents=True)
    (folder / "demand.failed.ipynb").write_text(json.dumps(notebook))
    line = {
        "borough": "hackney", "chapter": "demand", "status": "failed", "error": "invented", "cell": len(notebook["cells"]),
        "seconds": 1.0, "edition": "latest", "notebook": "", "bundle": "", "executed": "", "run": "demand",
    }  # fmt: skip
    (project.root / "reports" / "ledger.jsonl").write_text(json.dumps(line) + "\n")
    return folder / "demand.failed.ipynb"


@pytest.fixture(scope="module")
def desk(project, failed, opened):
    return opened(project, "edit", "hackney", "demand")


@pytest.fixture(scope="module")
def lab(desk):
    """The server's own interface, with the token of the address that was printed."""
    token = re.search(r"token=(\w+)", desk.address)[1]
    base = f"http://127.0.0.1:{desk.port}"
    with httpx.Client(base_url=base, headers={"Authorization": f"token {token}"}, timeout=30) as client:
        wait_for(lambda: answers(client))
        yield client


def answers(client):
    try:
        return client.get("/api").status_code == 200
    except httpx.TransportError:
        return False


def model(lab, path="notebooks/demand.ipynb"):
    answer = lab.get(f"/api/contents/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def parameters(content):
    [cell] = [cell for cell in content["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    return cell


def put(lab, content, path="notebooks/demand.ipynb"):
    return lab.put(f"/api/contents/{path}", json={"type": "notebook", "format": "json", "content": content})


def test_the_chapter_shows_the_borough_and_the_file_does_not(lab, chapter):
    assert parameters(model(lab)["content"])["source"] == GIVEN
    assert "hackney" not in chapter.read_text()


def test_the_address_leads_to_the_cell_that_failed_and_shows_how_it_ended(lab, desk):
    failing = model(lab)["content"]["cells"][-1]

    assert desk.address.endswith(f"#cell-id={FAILING}")
    assert "Its last run failed in cell 4" in desk.said
    assert failing["outputs"][0]["evalue"] == "invented"


def test_saving_after_a_run_changes_only_the_line_that_was_edited(lab, chapter):
    before = chapter.read_text()
    content = model(lab)["content"]
    content["metadata"]["language_info"] = {"name": "python", "version": "3.11"}
    for number, cell in enumerate(content["cells"], start=1):
        cell |= {"execution_count": number, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
        cell["metadata"]["collapsed"] = True
    content["cells"][-2]["source"] = "first = 2"

    assert put(lab, content).status_code == 200

    changed = [
        line for line in difflib.unified_diff(before.splitlines(), chapter.read_text().splitlines(), n=0)
        if line[0] in "+-" and line[:3] not in {"+++", "---"}
    ]  # fmt: skip
    assert changed == ['-    "first = 1"', '+    "first = 2"']
    assert parameters(model(lab)["content"])["source"] == GIVEN


def test_a_chapter_whose_parameters_cannot_be_put_back_is_refused_with_the_reason(lab, chapter):
    before = chapter.read_bytes()
    content = model(lab)["content"]
    parameters(content)["source"] = 'borough = "hackney'

    answer = put(lab, content)

    assert answer.status_code == 400
    assert "plain assignments only" in answer.json()["message"]
    assert chapter.read_bytes() == before


def test_what_a_run_left_can_be_read_and_not_changed(lab, failed):
    before = failed.read_bytes()
    shown = model(lab, "reports/hackney/notebooks/demand.failed.ipynb")

    assert not shown["writable"]
    assert put(lab, shown["content"], "reports/hackney/notebooks/demand.failed.ipynb").status_code == 403
    assert failed.read_bytes() == before


def test_a_boroughs_own_copy_shows_its_own_borough_in_anybodys_desk(project, lab):
    find_place(project, find_area("sutton"), "supply", only_here=True)

    assert 'borough = "sutton"' in parameters(model(lab, "notebooks/local/sutton/supply.ipynb")["content"])["source"]


def test_nobody_without_the_token_or_by_another_name_gets_anything(lab, desk):
    base = f"http://127.0.0.1:{desk.port}/api/contents"

    assert httpx.get(base).status_code == 403
    assert lab.get("/api/contents", headers={"Host": "invented.example"}).status_code == 403


async def run(lab, code):
    """Start a kernel on a borough's own chapter and run code in it, as the front end does: everything that it says."""
    asked = {
        "path": "notebooks/local/sutton/supply.ipynb",
        "type": "notebook",
        "name": "x",
        "kernel": {"name": "python3"},
    }
    kernel = lab.post("/api/sessions", json=asked).json()["kernel"]["id"]
    address = f"ws://{lab.base_url.host}:{lab.base_url.port}/api/kernels/{kernel}/channels"
    socket = await websocket_connect(HTTPRequest(address, headers=dict(lab.headers)))
    header = {"msg_id": "asked", "msg_type": "execute_request", "username": "", "session": "s", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = {
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content,
        "channel": "shell",
        "buffers": [],
    }
    await socket.write_message(json.dumps(message))
    said = []
    while not said or said[-1]["msg_type"] != "execute_reply":
        told = json.loads(await socket.read_message())
        said += [told] if told["parent_header"].get("msg_id") == "asked" else []
    socket.close()
    assert lab.delete(f"/api/kernels/{kernel}").status_code == 204
    return said


LOOK = """
import os, sys, json
print(json.dumps([os.getcwd(), os.environ["CDP_PROJECT"], "CDP_BUNDLE" in os.environ, "pipeline.notebook" in sys.modules]))
import matplotlib.pyplot as plt
plt.plot([1, 2])
"""


@pytest.mark.parametrize("ready", [{sys.platform == "linux"}, {True, False}], ids=["the first", "one soon after it"])
def test_a_kernel_works_in_the_folder_of_a_build_with_this_projects_figures_and_draws(lab, project, ready):
    said = asyncio.run(asyncio.wait_for(run(lab, LOOK), 60))

    printed = "".join(one["content"]["text"] for one in said if one["msg_type"] == "stream")
    *place, had_imported = json.loads(printed.splitlines()[0])
    assert place == [str(project.notebooks), str(project.root), False]
    assert had_imported in ready  # the first had waited; the next may get ready in time or not
    drawn = [one["content"]["data"] for one in said if one["msg_type"] == "display_data"]
    assert ["image/png" in data for data in drawn] == [True]


def test_a_module_that_was_saved_is_what_the_next_kernel_imports(lab, project):
    module = project.root / "pipeline" / "chapters.py"
    module.write_text(f"{module.read_text()}\nINVENTED = 7\n")

    said = asyncio.run(asyncio.wait_for(run(lab, "from pipeline.chapters import INVENTED\nprint(INVENTED)"), 60))

    assert "7\n" in [one["content"]["text"] for one in said if one["msg_type"] == "stream"]


def test_ctrl_c_ends_it_and_its_kernels(desk, lab):
    started = desk.started()

    assert desk.end() == 0
    wait_for(lambda: not any(one.is_running() and one.status() != "zombie" for one in started), 15)


def test_an_own_copy_is_made_once_and_then_stands_for_the_chapter(project, chapter):
    here = find_place(project, HACKNEY, "demand", only_here=True)
    here.chapter.path.write_text(here.chapter.path.read_text().replace("second", "third"))

    again = find_place(project, HACKNEY, "demand", only_here=True)

    assert again.path(project) == "notebooks/local/hackney/demand.ipynb"
    assert again.chapter.parameters == {"borough": "hackney", "edition": "latest"}
    assert "third" in again.chapter.path.read_text()
    assert "third" not in chapter.read_text()
    assert find_place(project, HACKNEY, "demand").chapter.path == again.chapter.path


def test_a_run_of_the_chapter_of_priorities_is_opened_with_its_number(project):
    assert find_place(project, HACKNEY, "priority-2").parameters["priority"] == "2"


def test_the_chapter_beside_all_boroughs_has_no_copy(project):
    with pytest.raises(PipelineError, match="the same for everybody"):
        find_place(project, HACKNEY, "london", only_here=True)
