"""An installed browser as a printing press: found by name, started once, each page printed apart, no network."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.report.extras import extra

BROWSER_VARIABLE = "CDP_BROWSER"
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_NODE = re.compile(rb"\(node\d{8}\)")
_ADDRESS = "http://page.invalid/"  # a name that never resolves: the page is handed over, not fetched


def find_browser() -> Path | None:
    """Return the browser that CDP_BROWSER names, else the first installed; None where there is none.

    Raises PipelineError if CDP_BROWSER names no program.
    """
    named = os.environ.get(BROWSER_VARIABLE, "")
    if not named:
        return next((Path(found) for found in _installed()), None)
    found = shutil.which(named)
    if found is None:
        raise PipelineError(
            f"{BROWSER_VARIABLE} names {named}, which is not a program.\n"
            "Give the whole path of Chromium, Chrome or Edge, or take the variable away: usual places are searched."
        )
    return Path(found)


def _installed() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    places = [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        places += [Path(os.environ[variable], name) for name in _WINDOWS if variable in os.environ]
    yield from (str(place) for place in places if place.is_file())


@contextmanager
def browser_press(program: Path) -> Iterator[Callable[[str], bytes]]:
    """Give the function that prints HTML as a tagged PDF; the browser stays open for all of them, then closes.

    Raises PipelineError if Playwright is missing, or the browser does not start or print.
    """
    playwright: Any = extra("playwright.sync_api", "playwright", "PDF by a browser", "pdf")
    try:
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program)
            yield lambda html: _print(browser, html)
            browser.close()
    except playwright.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise PipelineError(
            f"{program.name} could not print the page: {reason}\n"
            f"Start it once by hand to see that it works, or name another browser in {BROWSER_VARIABLE}."
        ) from error


def _print(browser: Any, html: str) -> bytes:
    """Print in a context of its own: nothing is left from the page before, and the same page gives the same file."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    try:
        context.route("**/*", lambda route: _hand_over(route, html))
        page = context.new_page()
        page.goto(_ADDRESS)
        return _renumbered(page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True))
    finally:
        context.close()


def _renumbered(pdf: bytes) -> bytes:
    """Number the elements of the tag tree from 1: the browser goes on counting from whatever it did before."""
    numbers = {name: f"(node{rank:08d})".encode() for rank, name in enumerate(sorted(set(_NODE.findall(pdf))), 1)}
    return _NODE.sub(lambda found: numbers[found[0]], pdf)


def _hand_over(route: Any, html: str) -> None:
    if route.request.url == _ADDRESS:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    else:
        route.abort()
