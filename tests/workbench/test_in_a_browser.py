"""The desk in a real browser: the page reloads by itself, JupyterLab opens at the cell that failed. Chapters are invented."""

import json
import socket

import pytest

from tests.browser.conftest import chromium  # noqa: F401  the fixture
from tests.build.invented import write_chapter
from tests.workbench.conftest import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ACTIVE = ".jp-Notebook .jp-mod-active"
# What stands in the part of the notebook that is seen; nothing until the failing cell is there.
IN_VIEW = """(() => {
  const view = document.querySelector(".jp-WindowedPanel-outer, .jp-Notebook")?.getBoundingClientRect();
  const seen = [...document.querySelectorAll(".jp-Cell")].filter((cell) => {
    const box = cell.getBoundingClientRect();
    return cell.innerText && box.bottom > view.top && box.top < view.bottom;
  }).map((cell) => cell.innerText).join("\\n");
  return seen.includes("raise ValueError") ? seen : "";
})()"""


@pytest.fixture
def page(chromium):  # noqa: F811
    page = chromium.new_page()
    page.faults = []
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    yield page
    page.close()


def test_the_page_follows_what_is_saved_without_a_hand_on_it(project, opened, page):
    desk = opened(project, "watch", "barnet")
    wait_for(lambda: "Built in" in desk.said)
    page.goto(desk.address)

    write_chapter(project, "voice", "raise ValueError('an invented fault')")
    page.wait_for_selector("#desk-failed")
    assert "an invented fault" in page.inner_text("#desk-failed")

    path = write_chapter(project, "voice")
    notebook = json.loads(path.read_text())
    notebook["cells"].append({"cell_type": "markdown", "source": "Invented words.", "metadata": {}, "id": "words"})
    path.write_text(json.dumps(notebook))
    page.wait_for_selector("text=Invented words.")

    assert page.locator("#desk-failed").count() == 0
    assert not page.faults
    desk.end()


def test_jupyterlab_opens_at_the_cell_that_failed_with_the_boroughs_name_in_place(project, opened, page):
    write_chapter(
        project, "supply", *(f"step_{number} = {number}" for number in range(30)), "raise ValueError('invented')"
    )
    folder = project.root / "reports" / "camden" / "notebooks"
    folder.mkdir(parents=True)
    notebook = json.loads((project.notebooks / "supply.ipynb").read_text())
    for number, cell in enumerate(notebook["cells"], start=1):
        cell["metadata"]["cdp"] = {"cell": number}
    (folder / "supply.failed.ipynb").write_text(json.dumps(notebook))
    line = dict.fromkeys(("error", "notebook", "bundle", "executed"), "") | {
        "borough": "camden", "chapter": "supply", "status": "failed", "cell": 33, "seconds": 1.0, "edition": "latest",
    }  # fmt: skip
    (project.root / "reports" / "ledger.jsonl").write_text(json.dumps(line) + "\n")
    desk = opened(project, "edit", "camden", "supply")

    wait_for(lambda: _goes(page, desk.address))
    wait_for(lambda: page.evaluate(IN_VIEW) and "raise" in "".join(page.locator(ACTIVE).all_inner_texts()))

    assert "raise ValueError('invented')" in page.evaluate(IN_VIEW)
    assert "step_0" not in page.evaluate(IN_VIEW)
    assert page.locator(".jp-Dialog").count() == 0
    desk.end()


def _goes(page, address):
    """Whether the server answers yet."""
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", int(address.split(":")[2].split("/")[0]))) == 0 and page.goto(address)
