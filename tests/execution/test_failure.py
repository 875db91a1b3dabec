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
