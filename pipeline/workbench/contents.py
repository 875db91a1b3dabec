"""What JupyterLab reads and saves: a chapter is shown with the borough's parameters, and saved as it is committed."""

import json
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado import web
from traitlets import Dict, Unicode

from pipeline.documents import LONDON_CHAPTER
from pipeline.errors import PipelineError
from pipeline.workbench.committed import KERNELSPEC, as_committed
from pipeline.workbench.parameters import parameters_cell, values_of, with_values

NOTEBOOKS, EVIDENCE = "notebooks/", "reports/"
READ_ONLY = "This notebook is what a run left, kept as evidence: change the chapter in notebooks/ instead."


class ChapterContents(AsyncLargeFileManager):
    """Files of the project as JupyterLab sees them. Only notebooks under notebooks/ differ from what is on disk."""

    given: "Dict[str, Any]" = Dict(help="The parameters that chapters are shown with: borough, edition, priority.").tag(
        config=True
    )
    failed = Unicode(help="The executed notebook of a run that failed, whose failing cell is shown as it ended.").tag(
        config=True
    )
    failing = Unicode(help="That run's chapter and failing cell: PATH#ID.").tag(config=True)

    async def get(self, path: str, content: bool = True, *args: Any, **options: Any) -> dict[str, Any]:
        """Return a file's model; a chapter with the borough's parameters in place and its last failure where it failed."""
        model = await super().get(path, content, *args, **options)
        path = path.strip("/")
        if model["type"] == "notebook" and path.startswith(EVIDENCE):
            model["writable"] = False
        if model["type"] == "notebook" and content and path.startswith(NOTEBOOKS):
            # Without a name JupyterLab would ask for a kernel.
            model["content"]["metadata"].setdefault("kernelspec", dict(KERNELSPEC))
            self._show(path, model["content"]["cells"])
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save a file; a chapter with the parameters that are committed, without outputs and run metadata.

        HTTP 400 where its parameters cell cannot be read, 403 for a notebook that a run left.
        """
        if model.get("type") == "notebook" and path.strip("/").startswith(EVIDENCE):
            raise web.HTTPError(403, READ_ONLY)
        return await super().save(model, path)

    async def _save_notebook(self, os_path: str, nb: Any, capture_validation_error: Any = None) -> None:
        """Write a notebook; the base class has made sure of its path, and validates what the editor sent."""
        path = Path(os_path).resolve().relative_to(Path(self.root_dir).resolve()).as_posix()
        held = Path(os_path).read_bytes() if Path(os_path).is_file() else b""
        try:
            content = as_committed(nb, json.loads(held) if held else None, self._given_to(path))
        except PipelineError as error:
            raise web.HTTPError(400, str(error)) from None
        if content != held:  # a chapter that was only run is as it was, and nothing need be made again
            with self.atomic_writing(os_path, text=False) as file:
                file.write(content)

    def _given_to(self, path: str) -> dict[str, Any]:
        """What a chapter is shown with: a borough's own chapter always with that borough, London's with its own."""
        parts = path.split("/")
        if not path.startswith(NOTEBOOKS) or parts[-1] == f"{LONDON_CHAPTER}.ipynb":
            return {}
        return self.given | ({"borough": parts[2]} if parts[1] == "local" and len(parts) > 3 else {})

    def _show(self, path: str, cells: list[Any]) -> None:
        """Put the parameters, and the outputs of the cell that failed, into what the editor is shown."""
        try:
            cell = parameters_cell(cells)
            values_of(cell["source"])
            cell["source"] = with_values(cell["source"], self._given_to(path))
        except PipelineError as error:
            self.log.warning("%s: %s", path, error)
        where, _, failing = self.failing.partition("#")
        if where != path or not Path(self.failed).is_file():
            return
        ended = {one.get("id"): one for one in json.loads(Path(self.failed).read_text(encoding="utf-8"))["cells"]}
        for cell in cells:
            if cell.get("id") == failing and failing in ended:
                cell["outputs"] = _as_node(ended[failing].get("outputs", []))


def _as_node(outputs: list[dict[str, Any]]) -> list[Any]:
    """Outputs of a stored notebook as an open one holds them: texts whole, not in lines."""
    from nbformat import from_dict, v4  # noqa: PLC0415

    notebook = v4.new_notebook(cells=[v4.new_code_cell()])
    notebook.cells[0]["outputs"] = from_dict(outputs)
    return list(v4.rwbase.rejoin_lines(notebook).cells[0]["outputs"])
