"""pandoc, run as a program of its own, on what it is given and nothing else: no network, no file of the machine."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.errors import PipelineError
from pipeline.report.extras import extra

_BROUGHT_IN = re.compile(r"""<[^>]*?\bsrc\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)


@lru_cache(maxsize=1)
def default_reference() -> bytes:
    """Return the reference document that pandoc brings."""
    return _run(["--print-default-data-file", "reference.docx"])


def html_to_docx(
    html: str, parts: Mapping[str, bytes], properties: Mapping[str, str], pictures: Mapping[str, bytes], day: str
) -> bytes:
    """Return HTML as a Word file dated `day` (ISO); the same bytes for the same inputs.

    `parts` are reference.docx and body.openxml, the frame that the text goes into; `pictures` are what the HTML may
    show, by name. Raises PipelineError if pandoc is missing or warns, or if the HTML asks for any other file.
    """
    strange = sorted(set(_BROUGHT_IN.findall(html)) - set(pictures))
    if strange:
        raise PipelineError(f"A Word file shows its own charts and nothing else. Take out: {', '.join(strange)}.")
    told = [part for name, words in properties.items() for part in ("--metadata", f"{name}={words}")]
    options = ["--from=html", "--to=docx", "--output=-", "--fail-if-warnings", "--shift-heading-level-by=-1"]
    with TemporaryDirectory(prefix="cdp-") as folder:
        for name, content in {**parts, **pictures}.items():
            Path(folder, name).write_bytes(content)
        return _run([*options, *(f"--{_OPTION[name]}={name}" for name in parts), *told], html.encode(), day, folder)


_OPTION = {"reference.docx": "reference-doc", "body.openxml": "template"}


def _run(options: Sequence[str], given: bytes = b"", day: str = "1980-01-01", folder: str | None = None) -> bytes:
    pypandoc: Any = extra("pypandoc", "pypandoc-binary", "Word (docx)", "word")
    # With a fixed date, in a fixed time zone, the same words give the same file.
    at = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(at), "TZ": "UTC"}
    try:
        command = [pypandoc.get_pandoc_path(), *options]
        run = subprocess.run(command, input=given, capture_output=True, check=True, env=environment, cwd=folder)
    except OSError:
        raise PipelineError(
            "Word (docx) needs the program pandoc, which is not installed.\nInstall it with `pip install -e .[word]`."
        ) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise PipelineError(f"pandoc could not make the Word file: {said}\nNothing was made.") from None
    return run.stdout
