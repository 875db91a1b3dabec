"""JupyterLab opened on a chapter: on this machine only, by token, with this project's own contents and kernels."""

import os
import secrets
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn
from urllib.parse import quote

from pipeline.execution.outcome import ONE_THREAD
from pipeline.project import BUNDLE_VARIABLE, PROJECT_VARIABLE, Project
from pipeline.workbench import spare
from pipeline.workbench.place import Place
from pipeline.workbench.port import HERE, free_port

FIRST_PORT = 8888
EXTENSIONS = Path(__file__).parent / "labextensions"  # opens a chapter at the cell of an address


def open_lab(project: Project, place: Place, port: int = 0, browser: bool = True) -> NoReturn:
    """Open JupyterLab; this process ends with it (Ctrl-C). PipelineError where the port is taken."""
    port, token = free_port(port, FIRST_PORT), secrets.token_hex(24)
    os.environ |= {PROJECT_VARIABLE: str(project.root), **ONE_THREAD}  # kernels inherit them
    os.environ.pop(BUNDLE_VARIABLE, None)  # an open notebook reads the project's own tables
    spare.register()
    from jupyterlab.labapp import LabApp  # noqa: PLC0415  seconds, while the first kernel gets ready

    address = f"http://{HERE}:{port}{lab_path(project, place)}".replace("#", f"?token={token}#")
    address += "" if "#" in address else f"?token={token}"
    print(f"{address}\nEnd with Ctrl-C.", file=sys.stderr, flush=True)
    with TemporaryDirectory(prefix="cdp-", ignore_cleanup_errors=True) as fresh:
        # A desk of its own: tabs of another day, shown for another borough, do not come back.
        told = [*arguments(project, place, port, token, browser), f"--LabApp.workspaces_dir={fresh}"]
        server = LabApp.initialize_server(told)
        # Without a terminal Jupyter leaves Ctrl-C to Python, whose exception now and then is lost in a callback.
        signal.signal(signal.SIGINT, lambda *_: server.stop(from_signal=True))
        server.start()  # until it is stopped, its kernels ended
    os._exit(0)  # at once: threads in which Jupyter reads files now and then never end, and Python would wait for them


def lab_path(project: Project, place: Place) -> str:
    """Return the address of a chapter in JupyterLab, at its failing cell if there is one."""
    at = f"#cell-id={quote(place.failing)}" if place.failing else ""
    return f"/lab/tree/{quote(place.path(project))}{at}"


def arguments(project: Project, place: Place, port: int, token: str, browser: bool) -> list[str]:
    """Return what JupyterLab is told; on the command line it wins over a person's own settings, which stay for the rest."""
    options = {
        "ServerApp.root_dir": project.root, "ServerApp.ip": HERE, "ServerApp.port": port, "ServerApp.port_retries": 0,
        "ServerApp.allow_remote_access": False, "ServerApp.open_browser": browser, "ServerApp.answer_yes": True,
        "ServerApp.base_url": "/", "ServerApp.allow_root": True, "Application.log_level": "ERROR",
        "IdentityProvider.token": token, "PasswordIdentityProvider.hashed_password": "",
        "ServerApp.contents_manager_class": "pipeline.workbench.contents.ChapterContents",
        "ServerApp.kernel_manager_class": "pipeline.workbench.kernels.DeskKernels",
        "KernelProvisionerFactory.default_provisioner_name": spare.NAME,
        "ChapterContents.given": place.parameters, "ChapterContents.failed": place.failed,
        "ChapterContents.failing": f"{place.path(project)}#{place.failing}" if place.failing else "",
        "LabApp.default_url": lab_path(project, place),
        # Nothing is asked of the network.
        "LabApp.news_url": None, "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly", "LabApp.extra_labextensions_path": EXTENSIONS,
    }  # fmt: skip
    return [f"--{name}={value}" for name, value in options.items()]
