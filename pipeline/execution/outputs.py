"""What an executed notebook may hold to be published: everything on the page went through `pipeline.notebook`."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.display import MIME
from pipeline.errors import PipelineError
from pipeline.execution.failure import Trouble

FIGURE = 'put the chart on the page with figure(draw, rows, headline="..."), where draw(ax) draws it'
TABLE = 'put the frame on the page with table(frame, caption="...")'
DRAWINGS = ("<Axes", "<Figure", "<seaborn", "[<matplotlib")
STAY = "Take sys.exit(), exit() and quit() out: every cell runs to the end."
TEXT = "take it out, write it in a Markdown cell, or tag the cell `explore` to keep it out of builds"


def refuse_unpublishable(notebook: dict[str, Any], private: Sequence[str] = ()) -> None:
    """Raise PipelineError naming every cell that cannot be published, and the line to write instead.

    `private` are texts, such as folders of this machine, that must not stand in any output.
    """
    troubles = unpublishable(notebook, private)
    if troubles:
        raise PipelineError("\n".join(f"cell {each.cell}: {each.error}\n  {each.cure}" for each in troubles))


def unpublishable(notebook: dict[str, Any], private: Sequence[str] = ()) -> list[Trouble]:
    """Return everything that keeps an executed notebook from being published, in the order of its cells."""
    return list(_outputs(notebook, private)) or _unfinished(notebook)


def code_cells(notebook: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the code cells with their number in the author's notebook.

    A build leaves `explore` cells out and papermill adds one: the number that the working copy carries is used.
    """
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += "injected-parameters" not in cell["metadata"].get("tags", [])
            yield cell["metadata"].get("cdp", {}).get("cell", count), cell


def joined(text: str | list[str]) -> str:
    """Return a notebook's text, which is kept whole or as a list of lines."""
    return text if isinstance(text, str) else "".join(text)


def _unfinished(notebook: dict[str, Any]) -> list[Trouble]:
    """The first code cell that never ran, where no output says why."""
    for number, cell in code_cells(notebook):
        if joined(cell["source"]).strip() and cell.get("execution_count") is None:
            return [Trouble("the notebook stopped before this cell, without an error.", STAY, number)]
    return []


def _outputs(notebook: dict[str, Any], private: Sequence[str]) -> Iterator[Trouble]:
    for number, cell in code_cells(notebook):
        for output in cell.get("outputs", []):
            trouble = _judge(output)
            if trouble:
                yield Trouble(*trouble, cell=number)
            elif any(text in str(output) for text in private):
                cure = "Show the path relative to the project, or leave it out."
                yield Trouble("an output names a folder of this machine.", cure, number)


def _judge(output: dict[str, Any]) -> tuple[str, str] | None:
    """Return error and cure for an output that must not be published."""
    kind = output["output_type"]
    if kind == "error" and output["ename"] == "SystemExit":  # papermill and nbclient let it pass
        return "the notebook ends here, by sys.exit(), exit() or quit().", STAY
    if kind == "error":
        return f"{output['ename']}: {output['evalue']}", "Correct the cell; a published chapter has no errors in it."
    if kind == "stream":
        return _judge_stream(output)
    if MIME in output["data"]:
        return None
    return f"a bare {_looks_like(output['data'])[0]} cannot be published.", f"Instead, {_looks_like(output['data'])[1]}"


def _judge_stream(output: dict[str, Any]) -> tuple[str, str]:
    first = joined(output["text"]).strip().split("\n")[0][:160]
    if output["name"] == "stderr":
        return f"a warning would stand on the page: {first}", "Put its cause right: a warning is never published."
    return f"printed text cannot be published: {first}", f"Instead, {TEXT}."


def _looks_like(data: dict[str, Any]) -> tuple[str, str]:
    words = joined(data.get("text/plain", ""))
    if any(kind.startswith("image/") for kind in data) or words.startswith(DRAWINGS):
        return "chart", FIGURE
    if "<table" in joined(data.get("text/html", "")):
        return "table", TABLE
    return f"value ({words[:60]})", TEXT
