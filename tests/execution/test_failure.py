from types import SimpleNamespace

from pipeline.execution import kernel
from pipeline.execution.failure import Failure, summary


def failure(borough, cell=4, error="KeyError: 'x'"):
    notebook = f"reports/{borough.lower()}/notebooks/supply.failed.ipynb"
    return Failure("E09000003", borough, "supply", error, "Correct notebooks/supply.ipynb.", cell, notebook)


def test_a_failure_says_where_what_what_to_do_and_where_to_look():
    assert summary([failure("Barnet")]).splitlines() == [
        "Barnet, supply, cell 4: KeyError: 'x'",
        "  Correct notebooks/supply.ipynb.",
        "  The run is kept in reports/barnet/notebooks/supply.failed.ipynb",
    ]


def test_the_same_fault_in_many_boroughs_is_printed_once():
    printed = summary([failure("Barnet"), failure("Bexley"), failure("Brent", error="another")])

    assert printed.count("KeyError") == 1
    assert printed.startswith("Barnet, Bexley, supply, cell 4: KeyError")
    assert "(and 1 more like it)" in printed
    assert "Brent, supply, cell 4: another" in printed


def test_a_failure_of_the_whole_page_has_no_cell():
    assert summary([failure("Barnet", cell=None)]).startswith("Barnet, supply: KeyError")


NO_ANSWER = "Kernel didn't respond in 60 seconds"


def attempts(monkeypatch, tmp_path, *ends, begins=()):
    """What becomes of a run whose attempts end so, and how many there were; `begins`: the cell that each had begun."""
    made = []

    def execute_notebook(*_, on_cell_start, **__):
        made.append(1)
        if len(made) in begins:
            on_cell_start(cell={"metadata": {"cdp": {"cell": 3}}})
        end = ends[len(made) - 1]
        if end:
            raise end

    monkeypatch.setattr(kernel.papermill, "execute_notebook", execute_notebook)
    (tmp_path / "log.txt").write_text("")
    run = SimpleNamespace(parameters={}, chapter=SimpleNamespace(place="notebooks/supply.ipynb"))
    workplace = SimpleNamespace(root=tmp_path, cell_timeout=1, cold=True)
    return kernel._execute(run, tmp_path, workplace), len(made)


def test_a_kernel_that_does_not_answer_is_asked_once_more(monkeypatch, tmp_path):
    assert attempts(monkeypatch, tmp_path, RuntimeError(NO_ANSWER), None) == (None, 2)


def test_a_kernel_that_never_answers_is_told(monkeypatch, tmp_path):
    trouble, number = attempts(monkeypatch, tmp_path, RuntimeError(NO_ANSWER), RuntimeError(NO_ANSWER))

    assert (number, trouble.error) == (2, f"the kernel did not start: {NO_ANSWER}")


def test_nothing_that_had_begun_is_run_twice(monkeypatch, tmp_path):
    trouble, number = attempts(monkeypatch, tmp_path, RuntimeError("lost"), None, begins={1})

    assert number == 1 and "lost" in trouble.error
