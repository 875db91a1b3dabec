from pipeline.indicators.treatment import adults_in_treatment
from tests.indicators.drawn import observed

CLIENTS = """
    area_code | period  | sex     | age         | category               | measure             | value | flags
    E09000003 | 2021/22 | persons | 18 and over | all                    | intreatment_allintx | 1465  | rounded
    E09000003 | 2021/22 | persons | 18 and over | opiate                 | intreatment_allintx | 605   | rounded
    E09000003 | 2021/22 | persons | 18 and over | non_opiate_and_alcohol | intreatment_allintx | 230   | rounded
    E09000003 | 2021/22 | female  | 18 and over | all                    | intreatment_allintx | 500   | rounded
    E09000003 | 2021/22 | persons | 18-29       | all                    | intreatment_allintx | 200   | rounded
    E09000003 | 2021/22 | persons | 18 and over | all                    | intreatment_newtx   | 700   | rounded
"""


def test_everyone_in_treatment_is_counted_in_all_and_by_drug_group():
    adults = adults_in_treatment(observed(CLIENTS, category_type="drug group"))

    counted = dict(zip(adults["group"], adults["value"], strict=True))
    assert counted == {"": 1465, "opiate": 605, "non-opiate and alcohol": 230}


def test_counts_have_no_limits_and_stay_rounded():
    adults = adults_in_treatment(observed(CLIENTS, category_type="drug group"))

    assert adults[["lower", "upper"]].isna().all(axis=None)
    assert set(adults["flags"]) == {"rounded"}
