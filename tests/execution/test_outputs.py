import pytest

from pipeline.errors import PipelineError
from pipeline.execution.outputs import refuse_unpublishable
from tests.execution.invented import code


def executed(*outputs, source="x", count=1, tags=()):
    return {**code(source, *tags), "outputs": list(outputs), "execution_count": count}


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}}


def display(**data):
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {kind.replace("_", "/", 1): value for kind, value in data.items()},
    }


STREAM = {"output_type": "stream", "text": ["UserWarning: mixed dates\n"]}


def test_an_output_that_went_through_the_display_bundle_is_published():
    good = {"application/vnd.cdp+json": {}, "text/html": "<table>", "image/png": "..."}

    refuse_unpublishable(notebook(executed({"output_type": "display_data", "metadata": {}, "data": good})))


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (display(image_png="..."), r"cell 1: a bare chart.*\n.*figure\(draw, rows, headline="),
        (display(text_plain="<Axes: xlabel='x'>"), r"cell 1: a bare chart"),
        (display(text_html="<table></table>"), r"cell 1: a bare table.*\n.*table\(frame"),
        (display(text_plain="42"), r"cell 1: a bare value \(42\)"),
        ({**STREAM, "name": "stdout"}, "cell 1: printed text"),
        ({**STREAM, "name": "stderr"}, "cell 1: a warning would stand on the page: UserWarning: mixed dates"),
        ({"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}, "cell 1: KeyError"),
    ],
)
def test_anything_else_is_refused_with_the_line_to_write_instead(output, message):
    with pytest.raises(PipelineError, match=message):
        refuse_unpublishable(notebook(executed(output)))


def test_a_cell_that_never_ran_is_refused():
    with pytest.raises(PipelineError, match="cell 2: the notebook stopped before this cell"):
        refuse_unpublishable(notebook(executed(), executed(count=None), executed(count=None)))


def test_an_empty_cell_need_not_run():
    refuse_unpublishable(notebook(executed(source=" \n", count=None)))


def test_a_folder_of_this_machine_is_refused():
    output = {"output_type": "display_data", "metadata": {}, "data": {"application/vnd.cdp+json": {"a": "/home/x/y"}}}

    with pytest.raises(PipelineError, match="a folder of this machine"):
        refuse_unpublishable(notebook(executed(output)), private=["/home/x"])


def test_cells_are_counted_as_the_author_counts_them_without_the_one_that_papermill_adds():
    injected = executed(tags=["injected-parameters"])

    with pytest.raises(PipelineError, match="cell 2: "):
        refuse_unpublishable(notebook(executed(), injected, executed({**STREAM, "name": "stdout"})))
