"""NDTMS monthly reports: pages drawn in the layout of the form and its answers, figures invented."""

import json

import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.monthly_pages import window_of
from pipeline.publishers.ndtms_monthly import FEED, carry
from pipeline.sources import PUBLISHED

FORM = """
<form id="form1" method="post"><select id="RegionId" name="RegionId"><option value="Z" selected>England</option></select>
<select id="ReportVersionId" name="ReportVersionId"><option value="219" selected="selected">June 2026</option>
<option value="218">May 2026</option></select>
<input name="__RequestVerificationToken" type="hidden" value="TOKEN" /></form>
"""
TABLES = """
<table><tr><td>furniture of the page</td></tr></table>
<a href="#collapse1">Number in treatment: {area}</a>
<table><thead><tr><th></th><th>Jun24 - May25</th><th>Jul24 - Jun25</th><th>Change</th></tr></thead>
<tr><td>Opiate</td><td>1,205</td><td>1,210</td><td>+5</td></tr>
<tr><td>Alcohol only</td><td>*</td><td>-<span>No data available</span></td><td></td></tr></table>
<a href="#collapse2">New presentations year to date (YTD): {area}</a>
<table><tr><th></th><th>Apr26 - Jun26</th></tr><tr><td>Opiate</td><td>80</td></tr></table>
<a href="#collapse3">Opiate: {area}</a>
<table><tr><th></th><th>Jul24 - Jun25</th></tr><tr><td>Effectively engaged</td><td>92%</td></tr></table>
"""


def page(folder, area, *, tables=None, form=FORM, name=None):
    path = folder / f"{name or area}.html"
    heading = f"<h1>Community adult treatment performance reports - {area}</h1>"
    body = TABLES.format(area=tables or area)
    path.write_text(f"<!doctype html><html><body>{heading}{form}{body}</body></html>", encoding="utf-8")
    return path


def figures(carried):
    return carried.tables["monthly.csv"].set_index(["area_code", "section", "item", "period"])


def test_windows_of_months_are_read_with_their_figures(tmp_path):
    carried = carry({"adults Barnet": page(tmp_path, "Barnet")}, None)

    held = figures(carried).loc[("E09000003", "number_in_treatment", "Opiate")]
    assert list(held.index) == ["2024-06 to 2025-05", "2024-07 to 2025-06"]
    assert list(held["value"]) == ["1205", "1210"]
    assert carried.release == "2026-06"


def test_hidden_and_missing_cells_have_their_states(tmp_path):
    carried = carry({"adults Barnet": page(tmp_path, "Barnet")}, None)

    held = figures(carried).loc[("E09000003", "number_in_treatment", "Alcohol only")]
    assert list(held["state"]) == ["suppressed", "not available"]
    assert set(held["value"]) == {""}


def test_englands_page_in_place_of_a_boroughs_is_refused_by_name(tmp_path):
    answer = page(tmp_path, "England", name="barnet")

    with pytest.raises(PipelineError, match=r"barnet\.html: Barnet was asked for and the page is of England"):
        carry({"adults Barnet": answer}, None)


def test_a_page_that_a_person_saved_is_known_by_its_files_name(tmp_path):
    saved = page(tmp_path, "Hammersmith & Fulham", name="saved")

    table = carry({"young_people-hammersmith-and-fulham": saved}, None).tables["monthly.csv"]

    assert (set(table["area_code"]), set(table["cohort"])) == ({"E09000013"}, {"young_people"})


def test_a_table_of_another_area_is_refused(tmp_path):
    with pytest.raises(PipelineError, match="table 'Number in treatment' is of England on the page of Barnet"):
        carry({"adults Barnet": page(tmp_path, "Barnet", tables="England")}, None)


def test_a_page_without_an_area_is_refused(tmp_path):
    path = tmp_path / "barnet.html"
    path.write_text(f"<html><h1>Search results</h1>{FORM}</html>", encoding="utf-8")

    with pytest.raises(PipelineError, match="the page is of no area"):
        carry({"adults Barnet": path}, None)


def test_a_boroughs_page_without_tables_is_refused_and_englands_is_left_out(tmp_path):
    bare = "<html><h1>Reports - {area}</h1>" + FORM + "</html>"
    for area in ("England", "Camden"):
        (tmp_path / f"{area}.html").write_text(bare.format(area=area), encoding="utf-8")
    england = {"adults England": tmp_path / "England.html", "adults Barnet": page(tmp_path, "Barnet")}

    assert set(carry(england, None).tables["monthly.csv"]["area_code"]) == {"E09000003"}
    with pytest.raises(PipelineError, match=r"Camden\.html: has no table of figures"):
        carry({"adults Camden": tmp_path / "Camden.html"}, None)


def test_pages_of_two_reports_are_not_mixed(tmp_path):
    older = page(tmp_path, "Camden", form=FORM.replace("June 2026", "May 2026"))

    with pytest.raises(PipelineError, match=r"several reports \(2026-05, 2026-06\)"):
        carry({"adults Barnet": page(tmp_path, "Barnet"), "adults Camden": older}, None)


def test_a_page_whose_form_is_gone_is_refused(tmp_path):
    with pytest.raises(PipelineError, match="has no form with a token"):
        carry({"adults Barnet": page(tmp_path, "Barnet", form="")}, None)


@pytest.mark.parametrize("words", ["Jul24", "2024/25", "Foo24 - Jun25", ""])
def test_other_columns_are_no_windows(words):
    with pytest.raises(ValueError, match="Foo|^" + words + "$"):
        window_of(words)


def test_the_reports_are_read_by_the_source(tmp_path):
    files = {"adults Barnet": page(tmp_path, "Barnet"), "young_people England": page(tmp_path, "England")}
    carried = carry(files, None)
    folder = tmp_path / carried.release
    folder.mkdir()
    carried.tables["monthly.csv"].to_csv(folder / "monthly.csv", index=False)

    read = PUBLISHED["ndtms_monthly"].read(folder)

    barnet = read[read["area_code"] == "E09000003"].set_index("measure")
    so_far = barnet.loc["monthly_new_presentations_year_to_date_ytd"]
    assert (so_far["period_type"], so_far["flags"]) == ("FY", "partial period;provisional")
    assert so_far["category"] == "Opiate"
    share = barnet.loc["monthly_opiate"]
    assert (share["value"], share["unit"], share["period_type"], share["flags"]) == (
        92,
        "%",
        "rolling12",
        "provisional",
    )
    assert set(read[read["area_code"] == "E92000001"]["age"]) == {"under 18"}


class Ndtms:
    """The form, its list of areas and its answers; a token that is not accepted gives England's page."""

    def __init__(self, folder, accepted="TOKEN"):
        self.folder, self.accepted, self.posted = folder, accepted, []

    def __call__(self, url, *, name, kind, limit=0, form=None):
        if kind == "json":
            path = self.folder / name
            listed = [{"text": "Local Authorities...", "value": "0"}, {"text": "Barnet", "value": "B18B"}]
            path.write_text(json.dumps(listed), encoding="utf-8")
            return path
        self.posted += [form] if form else []
        good = form and form["__RequestVerificationToken"] == self.accepted
        return page(self.folder, "Barnet" if good else "England", name=name.removesuffix(".html"))


def test_the_form_is_posted_for_each_area_with_the_first_pages_token(tmp_path):
    get = Ndtms(tmp_path)

    files = FEED.collect(get)

    assert list(files) == ["adults England", "adults Barnet", "young_people England", "young_people Barnet"]
    assert get.posted[0] == {
        "RegionId": "E12000007", "DatCodeId": "B18B", "AgencyId": "0", "ReportVersionId": "219",
        "__RequestVerificationToken": "TOKEN",
    }  # fmt: skip
    assert len(carry(files, None).tables["monthly.csv"]) == 24


def test_a_token_that_is_not_accepted_ends_the_asking(tmp_path):
    get = Ndtms(tmp_path, accepted="ANOTHER")

    with pytest.raises(PipelineError, match=r"adults-barnet\.html: Barnet was asked for and the page is of England"):
        FEED.collect(get)
    assert len(get.posted) == 1
