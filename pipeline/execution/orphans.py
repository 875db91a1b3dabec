"""No worker outlives the process it works for, however that one ended."""

import multiprocessing
import os
import threading
from multiprocessing.connection import wait


def end_with_the_caller() -> None:
    """Let this worker end as soon as the process that asked for it has; a server of forks in between does not count."""
    threading.Thread(target=_wait_for_the_caller, daemon=True).start()


def _wait_for_the_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        wait([caller.sentinel])
        os._exit(1)
