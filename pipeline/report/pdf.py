"""A document as PDF: printed by an installed browser, by WeasyPrint where there is none; tagged, with an outline."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec

from pipeline.report.annex import for_paper
from pipeline.report.browser import browser_press, find_browser
from pipeline.report.pdf_file import finished
from pipeline.report.weasy import weasy_press

Press = Callable[[str], bytes]


def pdf_bytes(html: str) -> bytes:
    """Return one of our pages as PDF; for several pages `printing` starts the browser once.

    Raises PipelineError naming what to install where nothing can print.
    """
    with printing() as to_pdf:
        return to_pdf(html)


@contextmanager
def printing() -> Iterator[Press]:
    """Give the function that makes a page's HTML a PDF; the same bytes for the same page and the same program."""
    with _press() as press:
        yield lambda html: finished(press(for_paper(html)), html)


def _press() -> AbstractContextManager[Press]:
    browser = find_browser()
    return browser_press(browser) if browser and find_spec("playwright") else weasy_press()
