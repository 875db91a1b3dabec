"""The building process as the one that serves sees it: asked for a build, listened to, ended, begun anew."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from pipeline.areas import Area
from pipeline.project import Project

PATIENCE = 5.0  # seconds until a process that was asked to end is killed
LAST_WORDS = 40  # lines of what it said before it died
LONGEST = 2**24  # bytes of one line: tracebacks can be long


class Builder:
    """A process that builds; begun when it is first needed, and again after it was ended or died."""

    def __init__(self, project: Project, area: Area, documents: tuple[str, ...]) -> None:
        """Prepare, without beginning."""
        self._command = [sys.executable, "-P", "-m", "pipeline.workbench.builder"]
        self._command += [str(project.root), area.slug, *documents]
        self._process: Process | None = None
        self._ended = False
        self._said: deque[str] = deque(maxlen=LAST_WORDS)

    async def build(self) -> AsyncIterator[dict[str, Any]]:
        """Ask for a build and yield what is told of it; `died` holds the last words where the process was lost."""
        process = self._process or await self._begin()
        assert process.stdin and process.stdout
        with suppress(ConnectionError):
            process.stdin.write(b"build\n")
            await process.stdin.drain()
        async for line in process.stdout:
            told = json.loads(line)
            yield told
            if "done" in told:
                return
        await process.wait()
        if self._process is process:
            self._process = None
        if not self._ended:
            await asyncio.sleep(0.1)  # its last words are still being read
            yield {"died": "\n".join(self._said)}

    async def end(self) -> None:
        """End the process and its workers; the next build begins another."""
        process, self._process, self._ended = self._process, None, True
        if process is None:
            return
        assert process.stdin
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()  # its workers watch it, and end too

    async def _begin(self) -> Process:
        # A session of its own: Ctrl-C in the terminal is for the one that serves.
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=LONGEST, start_new_session=True
        )
        self._ended = False
        self._said.clear()
        self._listener = asyncio.create_task(self._listen(self._process))
        return self._process

    async def _listen(self, process: Process) -> None:
        assert process.stderr
        async for line in process.stderr:
            self._said.append(line.decode(errors="replace").rstrip())
