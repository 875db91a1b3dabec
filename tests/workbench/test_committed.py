"""The form in which a chapter is committed. The notebooks are invented; the shipped ones are the oracle of the form."""

import json
from pathlib import Path

import pytest
from nbformat import reads, writes

from pipeline.errors import PipelineError
from pipeline.workbench.committed import as_committed
from pipeline.workbench.parameters import values_of, with_values

SHIPPED = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def open_in_editor(content):
    """As JupyterLab holds it after Run All: texts whole, counts, outputs, metadata of kernel and editor."""
    notebook = json.loads(writes(reads(content.decode(), as_version=4)))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        cell["metadata"] |= {"trusted": True, "editable": True, "slideshow": {"slide_type": ""}, "scrolled": False}
        cell["metadata"] |= {"papermill": {"duration": 1}, "execution": {"iopub.status.busy": "2026-01-01"}}
        if cell["cell_type"] == "code":
            output = {"output_type": "stream", "name": "stdout", "text": "invented"}
            cell |= {"execution_count": 7, "outputs": [output]}
    notebook["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    notebook["metadata"]["language_info"] |= {"version": "3.11.7", "codemirror_mode": {"name": "ipython"}}
    notebook["metadata"]["widgets"] = {"state": {}}
    return notebook


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_chapter_that_was_run_and_not_changed_is_saved_byte_for_byte(path):
    content = path.read_bytes()

    assert as_committed(open_in_editor(content), json.loads(content)) == content


def test_the_parameters_that_the_desk_gave_are_put_back_and_what_the_author_wrote_stays():
    before = open_in_editor(SHIPPED[0].read_bytes())
    edited = json.loads(json.dumps(before))
    cell = next(cell for cell in edited["cells"] if "parameters" in cell["metadata"].get("tags", []))
    cell["source"] = 'borough = "hackney"  # shown by the desk\nedition = "latest"\ndraw = True'

    kept = json.loads(as_committed(edited, before, {"borough": "hackney", "edition": "latest"}))

    saved = next(cell for cell in kept["cells"] if "parameters" in cell["metadata"].get("tags", []))
    assert "".join(saved["source"]) == 'borough = "barnet"  # shown by the desk\nedition = "latest"\ndraw = True'


@pytest.mark.parametrize(
    ("source", "tags", "said"),
    [
        ('borough = "hackney', ["parameters"], "plain assignments only"),
        ('if True:\n    borough = "hackney"', ["parameters"], "plain assignments only"),
        ('borough = "hackney"', [], "0 cells are tagged `parameters`"),
    ],
)
def test_a_borough_that_could_not_be_put_back_is_not_saved(source, tags, said):
    before = open_in_editor(SHIPPED[0].read_bytes())
    edited = json.loads(json.dumps(before))
    cell = next(cell for cell in edited["cells"] if "parameters" in cell["metadata"].get("tags", []))
    cell |= {"source": source, "metadata": {"tags": tags}}

    with pytest.raises(PipelineError, match=said):
        as_committed(edited, before, {"borough": "hackney"})


def test_values_are_found_and_replaced_where_they_stand():
    source = '# é\nborough = "barnet"  # ours\nprice: float = 1.5\nnames = [\n    "a",\n]\n'

    changed = with_values(source, {"borough": "é", "names": ["b"], "unknown": 1})

    assert changed == "# é\nborough = \"é\"  # ours\nprice: float = 1.5\nnames = ['b']\n"
    assert values_of(changed) == {"borough": "é", "price": 1.5, "names": ["b"]}
