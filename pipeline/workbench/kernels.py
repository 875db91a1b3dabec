"""The kernels that a desk starts: in the folder in which a build runs every chapter."""

from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager


class DeskKernels(AsyncMappingKernelManager):
    """Kernels of the desk. A borough's own chapter, too, runs in notebooks/: what works here works in a build."""

    def cwd_for_path(self, path: str, **options: Any) -> str:
        """Return the folder that a notebook's kernel works in."""
        folder = Path(self.root_dir) / "notebooks"
        if path.strip("/").split("/")[0] == folder.name and folder.is_dir():
            return str(folder)
        return str(super().cwd_for_path(path, **options))
