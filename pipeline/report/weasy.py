"""A printing press without a browser: WeasyPrint, for machines where none is installed. Slower, and plainer in places."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import lru_cache
from io import StringIO
from typing import Any

from pipeline.errors import PipelineError
from pipeline.report.browser import BROWSER_VARIABLE
from pipeline.report.extras import extra
from pipeline.report.stitch import TEMPLATES

# WeasyPrint keeps a page's styles from the drawings in it: these parts of a range bar are given their colours one by one.
_FILLS: Mapping[str, str] = {
    "all": 'fill="#d9e2ea"',
    "half": 'fill="#a3b5c4"',
    "london": 'fill="none" stroke="#1b2733" stroke-width="2.2"',
    "england": 'fill="none" stroke="#1b2733" stroke-width="2.2" stroke-dasharray="2.5 2.5"',
    "dot better": 'fill="#0f6e66" stroke="#fff" stroke-width="2"',
    "dot worse": 'fill="#801650" stroke="#fff" stroke-width="2"',
    "dot higher": 'fill="#12436d" stroke="#fff" stroke-width="2"',
    "dot lower": 'fill="#12436d" stroke="#fff" stroke-width="2"',
    "dot similar": 'fill="#fff" stroke="#3b444c" stroke-width="3"',
    "dot untested": 'fill="#fff" stroke="#3b444c" stroke-width="3"',
}
_PART = re.compile(r'(<(?:rect|path|circle) )class="([a-z ]+)"')


@contextmanager
def weasy_press() -> Iterator[Callable[[str], bytes]]:
    """Give the function that prints HTML as a tagged PDF without a browser.

    Raises PipelineError naming what to install where the package or its drawing library is missing.
    """
    weasyprint = _weasyprint()
    only_data = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    logger = logging.getLogger("weasyprint")
    level = logger.level
    logger.setLevel(logging.ERROR)  # its warnings name styles that are for screens
    try:
        yield lambda html: weasyprint.HTML(string=prepared(html), url_fetcher=only_data).write_pdf(
            pdf_variant="pdf/ua-1"
        )
    finally:
        logger.setLevel(level)


def prepared(html: str) -> str:
    """Return a page with the styles that WeasyPrint needs, and the parts of its range bars in their colours."""
    coloured = _PART.sub(lambda part: part[1] + _FILLS.get(part[2], f'class="{part[2]}"'), html)
    return coloured.replace("</head>", f"<style>{_style()}</style></head>", 1)


def _weasyprint() -> Any:
    try:
        with redirect_stdout(StringIO()):  # where its library is missing it prints advice of its own
            return extra("weasyprint", "weasyprint", "PDF without a browser", "pdf")
    except OSError:  # the package is there, and the library that it draws with is not
        raise PipelineError(
            "A PDF needs a browser, or the library Pango for WeasyPrint; neither is installed.\n"
            "Install Chromium, Chrome or Edge (Debian and Ubuntu: `sudo apt install chromium`; one in an unusual place "
            f"is named in {BROWSER_VARIABLE}), or Pango (`sudo apt install libpangoft2-1.0-0`). "
            "The other formats can be made without it."
        ) from None


@lru_cache(maxsize=1)
def _style() -> str:
    return (TEMPLATES / "weasyprint.css").read_text(encoding="utf-8")
