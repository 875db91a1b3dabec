"""The copy of a page that is served: it reloads itself, and shows on top what failed. The written file has neither."""

import re
from collections.abc import Mapping, Sequence
from html import escape

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
MORE = "; script-src 'self'; connect-src 'self'"  # our own script, which asks nobody but the server
SCRIPT = """\
const script = document.currentScript;
new EventSource(script.dataset.events).onmessage = (told) => {
  if (told.data !== script.dataset.version) location.reload();
};
"""
_PANEL = (
    "position:relative;z-index:9;margin:0;padding:1rem 1.5rem;background:#fff;color:#1d1d1b;border:.4rem solid #b00020;"
    "font:1rem/1.5 'Source Sans Pro',sans-serif;max-height:60vh;overflow:auto"
)
_WAITING = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title></head>
<body><p>{title}: being made for the first time. This page follows.</p></body></html>
"""


def served(html: str, version: str, events: str, failed: Sequence[Mapping[str, str]] = ()) -> str:
    """Return a page with the script that follows `events`, allowed by its policy, and a panel of what failed."""
    script = f'<script src="reload.js" data-version="{escape(version)}" data-events="{escape(events)}"></script>'
    html = _POLICY.sub(lambda found: f"{found[1]}{found[2]}{MORE}{found[3]}", html, count=1)
    html = re.sub(r"<body[^>]*>", lambda found: f"{found[0]}{panel(failed)}", html, count=1)
    before, end, after = html.rpartition("</body>")
    return f"{before}{script}{end}{after}"


def waiting(title: str) -> str:
    """Return what stands for a page that was never made."""
    return _WAITING.format(title=escape(title))


def panel(failed: Sequence[Mapping[str, str]]) -> str:
    """Return what could not be made, each with where, what, the cure and the traceback; nothing where nothing failed."""
    if not failed:
        return ""
    said = "The page below is the last good one."
    return f'<section role="alert" style="{_PANEL}" id="desk-failed"><p>{said}</p>{"".join(map(_failure, failed))}</section>'


def _failure(one: Mapping[str, str]) -> str:
    trace = f'<pre style="white-space:pre-wrap">{escape(one["traceback"])}</pre>' if one["traceback"] else ""
    return f"<p><strong>{escape(one['place'])}</strong>: {escape(one['error'])}<br>{escape(one['cure'])}</p>{trace}"
