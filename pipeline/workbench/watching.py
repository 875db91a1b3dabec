"""A page that follows what is saved: files watched, a build at a time, the browser told; all of it ends with Ctrl-C."""

import asyncio
import signal
import sys
import webbrowser
from contextlib import suppress

from watchfiles import awatch

from pipeline.areas import Area
from pipeline.project import Project
from pipeline.workbench.changes import Sources
from pipeline.workbench.port import free_port
from pipeline.workbench.process import Builder
from pipeline.workbench.server import serve
from pipeline.workbench.showing import Showing

FIRST_PORT = 8850
DEBOUNCE, STEP = 400, 30  # milliseconds: what an editor writes in one go is one change


def watch_area(project: Project, area: Area, documents: tuple[str, ...], port: int = 0, browser: bool = True) -> None:
    """Build and serve these documents of an area, again after each save, until Ctrl-C; PipelineError for a taken port."""
    with suppress(KeyboardInterrupt):  # where a loop cannot take signals itself (Windows)
        asyncio.run(_watch(project, area, documents, free_port(port, FIRST_PORT), browser))


async def _watch(project: Project, area: Area, documents: tuple[str, ...], port: int, browser: bool) -> None:
    showing, builder = Showing(project, area, documents), Builder(project, area, documents)
    stop, wanted = asyncio.Event(), asyncio.Event()
    with suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server, address = serve(showing, port)
    _say(f"{address}\nEnd with Ctrl-C.")
    if browser:
        await asyncio.to_thread(webbrowser.open, address)
    wanted.set()
    follow = asyncio.create_task(_follow(Sources(project, area), builder, wanted, stop))
    rounds = asyncio.create_task(_rounds(builder, showing, wanted))
    ending = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({follow, rounds, ending}, return_when=asyncio.FIRST_COMPLETED)
        for task in (follow, rounds):
            if task.done():
                task.result()  # a fault of ours keeps its traceback
    finally:
        stop.set()
        rounds.cancel()
        server.stop()
        await builder.end()


async def _follow(sources: Sources, builder: Builder, wanted: asyncio.Event, stop: asyncio.Event) -> None:
    """Ask for a build after each save; code that has changed needs a process that has not imported it."""
    folders = sources.folders
    async for changes in awatch(
        *folders,
        watch_filter=sources.matters,
        debounce=DEBOUNCE,
        step=STEP,
        stop_event=stop,
        ignore_permission_denied=True,
    ):
        if any(sources.is_code(name) for _, name in changes):
            await builder.end()
        wanted.set()


async def _rounds(builder: Builder, showing: Showing, wanted: asyncio.Event) -> None:
    """Build whenever that is wanted: what is saved meanwhile makes one more build, however many saves there were."""
    while True:
        await wanted.wait()
        wanted.clear()
        failed: list[dict[str, str]] = []
        async for told in builder.build():
            showing.take(told, failed)
            _report(told)


def _report(told: dict[str, object]) -> None:
    """Say in the terminal what happened, for those who do not see the page."""
    if isinstance(told.get("failed"), dict):
        failure = told["failed"]
        assert isinstance(failure, dict)
        _say(f"{failure['place']}: {failure['error']}\n  {failure['cure']}")
    elif "say" in told or "died" in told:
        _say(str(told.get("say") or told["died"]))
    elif "done" in told:
        _say(f"Built in {told['done']} s, {told['runs']} notebooks run.")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
