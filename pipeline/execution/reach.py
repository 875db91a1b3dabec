"""The way to a scheduler, and all that can be wrong with it before a first run."""

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from types import ModuleType
from typing import Any

from pipeline.errors import PipelineError
from pipeline.execution.identity import code_here, differences
from pipeline.execution.remote import SAME_CODE
from pipeline.project import Audience


def library() -> ModuleType:
    """Return dask.distributed, which is imported only where it is asked for; PipelineError where it is missing."""
    try:
        import distributed  # noqa: PLC0415
    except ImportError:
        raise PipelineError("--scheduler needs an extra that is not installed: pip install -e .[distributed]") from None
    return distributed


def refuse_way(address: str, audience: Audience) -> None:
    """Pass if this is an address, and an encrypted one for what only partners may read."""
    if not re.fullmatch(r"(tcp|tls)://(\[[0-9a-fA-F:]+\]|[\w.-]+):\d+", address):
        raise PipelineError(
            f"'{address}' is not a scheduler's address. It looks like tcp://host:8786 or tls://host:8786."
        )
    if audience != Audience.PUBLIC and not address.startswith("tls://"):
        raise PipelineError(
            f"What is made for {audience.value} must not travel over {address}: tcp:// is not encrypted.\n"
            "Use a scheduler with certificates, tls://host:port (docs/distributed.md), or build without --scheduler."
        )


def reach(address: str, patience: float) -> Any:
    """Return a client of the scheduler; PipelineError if none answers in so many seconds."""
    for name in ("distributed", "distributed.client"):  # the terminal belongs to the person
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions: refused later, with the cure
            return library().Client(address, timeout=patience, set_as_default=False, name="cdp")
    except (OSError, ValueError) as error:
        raise PipelineError(
            f"No scheduler answers at {address} ({type(error).__name__}).\n"
            f"Start one there: dask scheduler --port {address.rpartition(':')[2]}. "
            "Or build without --scheduler: no service is needed."
        ) from None


def start_workers(address: str) -> str:
    """Say how workers are started."""
    return f"Start one on each machine that helps: dask worker {address} --nworkers 4 --nthreads 1"


def refuse_other_code(client: Any, address: str) -> None:
    """Pass if the scheduler and every worker run the code of this process; else name who does not, and what differs."""
    wrong = [f"{where}: {what}" for where, what in _differing(client, address) if what]
    if wrong:
        raise PipelineError("\n".join(["Not the same code as here:", *wrong, SAME_CODE]))


def _differing(client: Any, address: str) -> Iterator[tuple[str, str]]:
    """Yield each address with what is not the same there."""
    found: dict[str, Any] = {address: None}
    with suppress(Exception):  # a scheduler without this package cannot even read the question
        found[address] = client.run_on_scheduler(code_here)
    for where, code in (found | client.run(code_here, on_error="return")).items():
        if isinstance(code, dict):
            yield where, "; ".join(differences(code_here(), code))
        else:
            yield where, "this package is missing there, or of another version"
