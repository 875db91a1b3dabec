"""The ViewIt export, on invented rows in its layout and, where at hand, on Barnet's real one."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.ndtms_viewit import FEED, carry
from pipeline.sources import PUBLISHED
from pipeline.sources.reading import read_text

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "published" / "ViewIt_Export_Data_LAs_barnet_200910_202122.csv"
HELD = ROOT / "data" / "raw" / "ndtms" / "2021-22"
# Invented figures in the export's layout, 8 of its 244 columns.
EXPORT = """
ReportingPeriod,Area,sex,age_group,drug_group,intreatment_allintx,waitsfirst_over6weeks_newtx,scnr_scrn_allintx
2020/21,Camden,Total,Total,Total,500,5,120
2021/22,Camden,TOTAL,TOTAL,Total,510,10,NULL
2021/22,Camden,F,18-29,Non-opiate & alcohol,15,5,NULL
2021/22,Kensington & Chelsea,Total,Total,Total,0,0,NULL
2021/22,Leeds,Total,Total,Total,9000,90,NULL
"""


def export(tmp_path, text=EXPORT, name="export.csv"):
    path = tmp_path / name
    path.write_text(text.strip() + "\n", encoding="utf-8-sig")
    return {name: path}


def rows(carried):
    table = carried.tables["adults_in_treatment.csv"]
    return table.set_index(["area_code", "period", "sex", "age_group", "drug_group", "measure"])["count"]


def test_totals_in_capitals_are_totals(tmp_path):
    counts = rows(carry(export(tmp_path), None))

    assert counts["E09000007", "2020/21", "all", "all", "all", "intreatment_allintx"] == "500"
    assert counts["E09000007", "2021/22", "all", "all", "all", "intreatment_allintx"] == "510"


def test_null_means_not_collected_and_has_no_row(tmp_path):
    counts = rows(carry(export(tmp_path), None))

    [(area, year, *_)] = [key for key in counts.index if key[-1] == "scnr_scrn_allintx"]
    assert (area, year) == ("E09000007", "2020/21")


def test_areas_are_known_by_name_however_spelled_and_others_left_out(tmp_path):
    carried = carry(export(tmp_path), None)

    assert set(carried.tables["adults_in_treatment.csv"]["area_code"]) == {"E09000007", "E09000020"}
    assert carried.release == "2021-22"


def test_parts_by_sex_and_age_are_held_for_the_main_measures_only(tmp_path):
    counts = rows(carry(export(tmp_path), None))

    part = counts["E09000007", "2021/22", "female", "18-29", "non_opiate_and_alcohol"]
    assert list(part.index) == ["intreatment_allintx"]


def test_a_cell_that_is_no_count_is_named_with_its_line_and_column(tmp_path):
    broken = EXPORT.replace("510,10", "510,<5")

    with pytest.raises(PipelineError, match=r"row 3: waitsfirst_over6weeks_newtx '<5' is neither a count nor NULL"):
        carry(export(tmp_path, broken), None)


def test_a_word_for_a_group_that_is_new_is_refused(tmp_path):
    with pytest.raises(PipelineError, match="drug_group 'Ketamine only' is not known"):
        carry(export(tmp_path, EXPORT.replace("Non-opiate & alcohol", "Ketamine only")), None)


def test_another_download_of_the_page_is_refused_by_its_headers(tmp_path):
    with pytest.raises(PipelineError, match="has no column 'intreatment_allintx'"):
        carry(export(tmp_path, EXPORT.replace("intreatment_allintx", "ypintreatment")), None)


def test_a_file_without_london_is_refused(tmp_path):
    with pytest.raises(PipelineError, match="no row of a London borough"):
        carry(export(tmp_path, EXPORT.replace("Camden", "Leeds").replace("Kensington & Chelsea", "Bolton")), None)


def test_areas_that_the_file_does_not_hold_are_carried_from_the_release_before(tmp_path):
    carried = carry(export(tmp_path), HELD)

    held, table = read_text(HELD / "adults_in_treatment.csv"), carried.tables["adults_in_treatment.csv"]
    england = table[table["area_code"] == "E92000001"]
    assert len(england) == 4680 == (held["area_code"] == "E92000001").sum()
    assert any("carried from release 2021-22: E09000003, E92000001" in caveat for caveat in carried.caveats)


def test_what_is_carried_is_read_by_the_source(tmp_path):
    folder = tmp_path / "2021-22"
    folder.mkdir()
    carried = carry(export(tmp_path), None)
    carried.tables["adults_in_treatment.csv"].to_csv(folder / "adults_in_treatment.csv", index=False)

    read = PUBLISHED["ndtms"].read(folder)

    camden = read[(read["area_code"] == "E09000007") & (read["period_label"] == "2021/22") & (read["sex"] == "persons")]
    assert set(camden["value"]) == {510, 10}
    assert set(camden["flags"]) == {"rounded"}


def test_a_person_gets_the_file():
    assert FEED.collect is None
    assert "all indicators for all local authorities" in FEED.by_hand


@pytest.mark.skipif(not REAL.is_file(), reason="the publishers' files are not beside the project")
def test_the_real_export_gives_barnets_rows_as_they_are_held():
    table = carry({REAL.name: REAL}, HELD).tables["adults_in_treatment.csv"]

    held = read_text(HELD / "adults_in_treatment.csv")
    barnet = held[held["area_code"] == "E09000003"]
    ours = table[table["area_code"] == "E09000003"]
    pd.testing.assert_frame_equal(ours.reset_index(drop=True)[list(held)], barnet.reset_index(drop=True))
    assert len(ours) == 24_080
    assert len(table) == len(held) == 28_760
