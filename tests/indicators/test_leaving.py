from pytest import approx

from pipeline.indicators import leaving
from tests.indicators.drawn import row
from tests.indicators.test_starting import answered


def test_completions_are_out_of_everyone_in_treatment():
    completed = leaving.treatment_completion_share(
        answered(exits_successfulcompletion_allintx=30, exits_droppedout_allintx=30, intreatment_allintx=200)
    )

    assert row(completed, group="")["value"] == approx(15)


def test_without_return_has_its_own_base():
    kept = leaving.completion_without_return_share(
        answered(scnr_scrn_allintx=20, scnr_intreatment_allintx=100, intreatment_allintx=200)
    )

    assert (row(kept, group="")["value"], row(kept, group="")["denominator"]) == (approx(20), 100)


def test_rare_reasons_for_leaving_are_put_together():
    exits = leaving.exit_reasons(answered(**dict.fromkeys(leaving.EXITS, 5)))

    assert row(exits, group="other or not known")["value"] == 35
    assert row(exits, group="")["value"] == 5 * len(leaving.EXITS)


def test_substances_are_numbers_beside_everyone_in_treatment():
    cited = leaving.substances_cited(answered(**dict.fromkeys(leaving.SUBSTANCES, 50), intreatment_allintx=100))

    assert row(cited, group="")["value"] == 100
    assert cited["denominator"].isna().all()
