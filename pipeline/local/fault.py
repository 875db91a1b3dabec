"""Every fault of a borough's files in one message: by file and line, with the cure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.errors import PipelineError

SHOWN = 100  # lines named in one message; the number of the others is said


class Fault(NamedTuple):
    """What is wrong: the file (in the borough's folder), the line an editor shows (0 for the whole file), in words."""

    file: str
    line: int
    what: str

    @property
    def told(self) -> str:
        """The fault under the name of its file."""
        return f"  line {self.line}: {self.what}" if self.line else f"  {self.what}"


def unreadable(file: str, error: ValueError) -> Fault:
    """Return the fault of a file that is no TOML, CSV or UTF-8 at all; the reader's message names the line."""
    line = re.search(r"\bline (\d+)", str(error))
    return Fault(file, int(line[1]) if line else 0, f"cannot be read: {error}")


def refuse_all(name: str, folder: str, faults: Sequence[Fault], cure: str) -> None:
    """Raise a PipelineError with every fault of a borough's files, if there is any."""
    if not faults:
        return
    ordered = sorted(set(faults))
    lines = [f"{name}: {len(ordered)} {'fault' if len(ordered) == 1 else 'faults'} in its own files.", ""]
    for number, fault in enumerate(ordered[:SHOWN]):
        lines += [f"{folder}/{fault.file}"] if not number or ordered[number - 1].file != fault.file else []
        lines.append(fault.told)
    rest = [f"  and {len(ordered) - SHOWN} more"] if len(ordered) > SHOWN else []
    raise PipelineError("\n".join([*lines, *rest, "", cure]))
