"""How often a run may take its worker with it: told to the scheduler for our runs only, not for what others do there."""

from typing import Any

from distributed import Scheduler, SchedulerPlugin


class Suspects(SchedulerPlugin):
    """Makes the scheduler give up a run after as many lost workers as its key says ("<ours>-2-barnet-supply").

    A scheduler's own limit (`allowed-failures`) is one number for everybody. It counts lost workers for each task, so
    ours begin nearer to that limit.
    """

    def __init__(self, ours: str) -> None:  # noqa: D107 - the class says it
        self.name = self.ours = ours

    async def start(self, scheduler: Scheduler) -> None:
        """Begin; the scheduler tells who it is."""
        self.scheduler = scheduler

    def transition(self, key: Any, start: str, finish: str, *_: object, **__: object) -> None:
        """Raise the count of one of our runs when it is given to a worker."""
        if finish == "processing" and str(key).startswith(f"{self.ours}-"):
            losses = int(str(key).removeprefix(f"{self.ours}-").split("-")[0])
            task = self.scheduler.tasks[key]
            task.suspicious = max(task.suspicious, self.scheduler.allowed_failures + 1 - losses)
