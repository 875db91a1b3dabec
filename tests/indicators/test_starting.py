import pytest
from pytest import approx

from pipeline.errors import PipelineError
from pipeline.indicators import equalities, starting
from tests.indicators.drawn import observed, row


def answered(**counts):
    lines = "\n".join(f"E09000003 | 2021/22 | all | {measure} | {count}" for measure, count in counts.items())
    header = "area_code | period | category | measure | value\n"
    return observed(header + lines, age="18 and over", category_type="drug group", flags="rounded")


def test_waits_are_divided_by_the_sum_of_the_bands_and_not_by_people():
    bands = {"waitsfirst_3weeksandunder_newtx": 80, "waitsfirst_3to6weeks_newtx": 15, "waitsfirst_over6weeks_newtx": 5}

    waits = starting.waits_within_three_weeks_share(answered(**bands, newpresentation_newtx=60))

    assert (row(waits, group="")["value"], row(waits, group="over 6 weeks")["value"]) == (approx(80), approx(5))


def test_a_band_that_is_missing_leaves_no_share():
    with pytest.raises(PipelineError, match="holds no waitsfirst_over6weeks_newtx"):
        starting.waits_within_three_weeks_share(
            answered(waitsfirst_3weeksandunder_newtx=80, waitsfirst_3to6weeks_newtx=15)
        )


def test_those_who_do_not_say_are_out_of_everyone_and_the_others_out_of_those_who_do():
    housing = starting.housing_problem_share(
        answered(
            housingsituation_noproblem_newtx=60, housingsituation_housingproblem_newtx=15,
            housingsituation_urgentproblem_newtx=5, housingsituation_other_newtx=0, housingsituation_notstatedormissing_newtx=20,
        )
    )  # fmt: skip

    assert row(housing, group="")["value"] == approx(25)  # 20 of 80
    assert (row(housing, group="not stated")["value"], row(housing, group="not stated")["denominator"]) == (
        approx(20),
        100,
    )


def test_a_rounded_zero_stays_rounded():
    injecting = starting.injecting_share(
        answered(
            injecting_currently_injecting_newtx=0, injecting_previously_injecting_newtx=10, injecting_never_newtx=90,
            injecting_declinedtoanswer_newtx=0, injecting_missing_newtx=0,
        )
    )  # fmt: skip

    assert (row(injecting, group="")["value"], row(injecting, group="")["flags"]) == (0, "rounded")


def test_criminal_justice_is_out_of_known_referrals():
    sources = dict.fromkeys(starting.REFERRALS, 20) | {"referralsource_missing_newtx": 50}

    assert row(starting.criminal_justice_presentations_share(answered(**sources)), group="")["value"] == approx(20)


def test_kinds_of_disability_overlap_and_are_out_of_those_who_say():
    kinds = dict.fromkeys(equalities.DISABILITIES, 10)

    shares = equalities.disability_share(answered(disability_any_newtx=25, disability_nodisability_newtx=75, **kinds))

    assert (row(shares, group="")["value"], row(shares, group="sight")["value"]) == (approx(25), approx(10))
