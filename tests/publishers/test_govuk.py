"""GOV.UK's tables in ODS, drawn here with invented figures in the layouts that were published."""

import json
import re

import pytest

from pipeline.errors import PipelineError
from pipeline.publishers import govuk_prevalence, govuk_treatment
from pipeline.publishers.govuk import ADULTS, find_pages
from pipeline.sources import PUBLISHED
from tests.publishers.ods import OVER, UNDER, write_ods

DEATHS_HEADER = ["Area name", "Age", "Time period", "Point estimate", "Observed"]
YEARS = "April 2022 to March 2025"
DEATHS = [
    ["Table 9.2: deaths in drug treatment, by local authority"],
    ["This worksheet contains one table."],
    DEATHS_HEADER,
    ["Camden", "18+", YEARS, 1.25, 61],
    ["Hammersmith & Fulham", "18+", YEARS, "c", "*"],
    ["City of London", "18+", YEARS, "z", "-"],
    ["Leeds", "18+", YEARS, "1.1", "90"],
    ["Source: NDTMS"],
]


def deaths(tmp_path, rows=DEATHS, sheet="Table_9_2", **others):
    path = write_ods(tmp_path / "tables.ods", {"Cover": [["Contents"]], **others, sheet: rows})
    return govuk_treatment.carry({"2024-25_1": path}, None)


def by_area(carried, measure):
    table = carried.tables["deaths.csv"]
    return table[table["measure"] == measure].set_index("area_code")


def test_deaths_in_treatment_are_a_ratio_and_a_count(tmp_path):
    carried = deaths(tmp_path)

    camden = by_area(carried, "ratio").loc["E09000007"]
    assert (camden["value"], camden["period"], camden["treatment"]) == ("1.25", "2022-04 to 2025-03", "drug")
    assert by_area(carried, "observed").loc["E09000007", "value"] == "61"
    assert carried.release == "2024-25"


def test_markers_are_states_and_never_zero(tmp_path):
    carried = deaths(tmp_path)

    ratio, observed = by_area(carried, "ratio"), by_area(carried, "observed")
    assert tuple(ratio.loc["E09000013", ["value", "state"]]) == ("", "suppressed")
    assert tuple(observed.loc["E09000013", ["value", "state"]]) == ("", "suppressed")
    assert tuple(ratio.loc["E09000001", ["value", "state"]]) == ("", "not applicable")
    assert tuple(observed.loc["E09000001", ["value", "state"]]) == ("", "not available")


def test_a_marker_that_nobody_knows_is_refused(tmp_path):
    with pytest.raises(PipelineError, match=r"row 4: Observed '\?' is neither a number .* nor one of the markers"):
        deaths(tmp_path, [*DEATHS[:3], ["Camden", "18+", YEARS, 1.25, "?"]])


def test_the_table_is_found_though_its_number_has_moved_and_its_limits_are_read(tmp_path):
    limits = ["Lower bound to confidence interval (CI)", "Upper bound to confidence interval (CI)"]
    rows = [*DEATHS[:2], [*DEATHS_HEADER, *limits], ["Camden", "18+", YEARS, 1.25, 61, 0.9, 1.6]]
    national = [["Table 9.2: deaths by year"], ["Year", "Deaths"], ["2024 to 2025", 100]]

    carried = deaths(tmp_path, rows, sheet="10_2_Deaths", Table_9_2=national)

    assert tuple(by_area(carried, "ratio").loc["E09000007", ["lower", "upper"]]) == ("0.9", "1.6")


def test_tables_without_a_local_one_are_refused(tmp_path):
    with pytest.raises(PipelineError, match="no sheet on deaths has the headers"):
        deaths(tmp_path, [["Table 9.2: deaths by year"], ["Year", "Deaths"], ["2024", 100]])


def written(tmp_path, carried, source):
    folder = tmp_path / carried.release
    folder.mkdir()
    for name, table in carried.tables.items():
        table.to_csv(folder / name, index=False)
    return PUBLISHED[source].read(folder)


def test_deaths_are_read_by_the_source(tmp_path):
    read = written(tmp_path, deaths(tmp_path), "ohid_treatment_deaths")

    camden = read[read["area_code"] == "E09000007"].set_index("measure")
    assert camden.loc["deaths_in_drug_treatment_observed", "numerator"] == 61
    assert camden.loc["deaths_in_drug_treatment_ratio", "value"] == 1.25
    assert set(camden["period_type"]) == {"3y"}
    assert set(read["state"]) == {"ok", "suppressed", "not applicable", "not available"}


BOUNDS = ["Lower bound 95% CI", "Upper bound 95% CI"]
DRUGS = [part for drug in ("OCU", "Opiates", "Crack cocaine") for part in (drug, *BOUNDS)]
GROUPS = ["Number of users", *[OVER] * 8, "Rate of use per thousand of the population", *[OVER] * 8]
TITLE = [["Table 2.1: National and local prevalence estimates of opiate and crack users, 2016 to 2017"], ["Back"]]
# One estimate after another, so that a figure read from the wrong column shows: 101 to 109, then 1.1 to 1.9.
CAMDEN = [*range(101, 110), *(number / 10 for number in range(11, 20))]
TWO_ROWS = [
    *TITLE,
    ["Region", "Local authority", "15-64 population", *GROUPS],
    [UNDER, UNDER, UNDER, *DRUGS, *DRUGS],
    [],
    ["London", "Camden", 180000, *CAMDEN],
    ["London", "Barnet", 250000, *[0] * 18],
    ["London", "Brent", 220000, *["c"] * 3, 5, 0, 9, *[":"] * 12],
    ["ENGLAND", "", 35000000, *CAMDEN],
    ["East Midlands", "Derby", 160000, *CAMDEN],
]


def estimates(tmp_path, rows=TWO_ROWS, sheet="2_1_Drug_prevalence", name="2019-20_1"):
    path = write_ods(tmp_path / f"{name}.ods", {"Cover": [["Contents"]], sheet: rows})
    return govuk_prevalence.carry({name: path}, None)


def estimate(carried, area, drug, measure):
    table = carried.tables["prevalence.csv"].set_index(["area_code", "drug", "measure"])
    return tuple(table.loc[(area, drug, measure), ["value", "lower", "upper", "state"]])


def test_a_header_of_two_rows_is_read_by_what_stands_above_each_column(tmp_path):
    carried = estimates(tmp_path)

    assert estimate(carried, "E09000007", "opiate_crack", "users") == ("101", "102", "103", "ok")
    assert estimate(carried, "E09000007", "opiate", "users") == ("104", "105", "106", "ok")
    assert estimate(carried, "E09000007", "crack", "rate") == ("1.7", "1.8", "1.9", "ok")
    assert carried.release == "2016-17"


def test_england_stands_in_the_column_of_regions_and_other_areas_are_left_out(tmp_path):
    table = estimates(tmp_path).tables["prevalence.csv"]

    assert set(table["area_code"]) == {"E09000007", "E09000003", "E09000005", "E92000001"}


def test_a_printed_zero_is_an_estimate_that_was_not_made(tmp_path):
    assert estimate(estimates(tmp_path), "E09000003", "opiate", "users") == ("", "", "", "not available")


def test_a_lower_limit_of_zero_is_one(tmp_path):
    assert estimate(estimates(tmp_path), "E09000005", "opiate", "users") == ("5", "0", "9", "ok")


def test_markers_of_estimates_are_states(tmp_path):
    carried = estimates(tmp_path)

    assert estimate(carried, "E09000005", "opiate_crack", "users")[3] == "suppressed"
    assert estimate(carried, "E09000005", "crack", "rate")[3] == "not available"


def test_a_header_of_one_row_is_read_too(tmp_path):
    names = {"OCU": "OCU", "Opiates": "Opiate", "Crack cocaine": "Crack cocaine"}
    header = [
        f"{name} ({measure}){bound}"
        for measure in ("number", "rate")
        for name in names.values()
        for bound in ("", " lower bound 95% CI", " upper bound 95% CI")
    ]
    rows = [*TITLE, ["Area name", "15-64 population", *header], ["Camden", 180000, *CAMDEN]]

    carried = estimates(tmp_path, rows, sheet="Table_2_1")

    assert estimate(carried, "E09000007", "crack", "users") == ("107", "108", "109", "ok")
    assert estimate(carried, "E09000007", "opiate_crack", "rate") == ("1.1", "1.2", "1.3", "ok")


def test_headers_that_do_not_stand_above_each_other_are_refused(tmp_path):
    shifted = [[*TWO_ROWS[2][:3], *GROUPS[:6], *GROUPS[9:]], ["", "", "", *DRUGS, *DRUGS]]

    with pytest.raises(PipelineError, match="the headers of the estimates do not fit each other"):
        estimates(tmp_path, [*TITLE, *shifted, *TWO_ROWS[4:]])


def test_covered_cells_left_out_of_the_file_are_not_read_by_position(tmp_path):
    bare = [[cell for cell in row if cell not in (OVER, UNDER)] for row in TWO_ROWS[2:4]]

    with pytest.raises(PipelineError, match="stands under no group"):
        estimates(tmp_path, [*TITLE, *bare, *TWO_ROWS[4:]])


def test_estimates_without_a_year_are_refused_unless_a_person_names_it(tmp_path):
    rows = [["Table 2.1: National and local prevalence estimates"], *TWO_ROWS[2:]]

    with pytest.raises(PipelineError, match=r"(?s)names no year .*Find the year in the publication"):
        estimates(tmp_path, rows)
    assert estimates(tmp_path, rows, name="prevalence-2016-17").release == "2016-17"


def test_the_newer_edition_of_the_same_estimates_is_kept(tmp_path):
    older = write_ods(tmp_path / "a.ods", {"2_1_Drug_prevalence": TWO_ROWS})
    revised = [*TWO_ROWS[:5], ["London", "Camden", 180000, *(number + 1 for number in CAMDEN)]]
    newer = write_ods(tmp_path / "b.ods", {"2_1_Drug_prevalence": revised})

    carried = govuk_prevalence.carry({"2018-19_1": older, "2019-20_1": newer}, None)

    assert estimate(carried, "E09000007", "opiate_crack", "users")[0] == "102"


def test_estimates_are_read_by_the_source(tmp_path):
    read = written(tmp_path, estimates(tmp_path), "ohid_prevalence")

    camden = read[read["area_code"] == "E09000007"].set_index("measure")
    rate = camden.loc["crack_users_rate"]
    assert (rate["value"], rate["lower"], rate["upper"], rate["denominator"]) == (1.7, 1.8, 1.9, 180000)
    assert set(read["flags"]) == {"modelled"}
    assert not (read["value"] == 0).any()


class GovUk:
    """The search, the pages and the files that GOV.UK would give."""

    def __init__(self, folder, titles, attachments):
        self.folder, self.asked = folder, []
        slugs = {title: "/government/statistics/" + re.sub(r"\W+", "-", title.lower()) for title in titles}
        self.search = {"results": [{"title": title, "link": link} for title, link in slugs.items()]}
        self.page = {"details": {"attachments": [{"url": url} for url in attachments]}}

    def __call__(self, url, *, name, kind, limit=0, form=None):
        self.asked.append(url)
        path = self.folder / name
        if kind == "json":
            path.write_text(json.dumps(self.search if "search.json" in url else self.page), encoding="utf-8")
            return path
        return write_ods(path, {"Table_9_2": DEATHS})


FILES = "https://assets.publishing.service.gov.uk/media"


def test_the_newest_edition_is_asked_for_and_its_ods_alone(tmp_path):
    titles = [
        "Substance misuse treatment for adults: statistics 2023 to 2024",
        "Substance misuse treatment for adults: statistics 2024 to 2025",
        "Substance misuse treatment for young people: statistics 2024 to 2025",
    ]
    get = GovUk(tmp_path, titles, [f"{FILES}/a/report.pdf", f"{FILES}/b/tables.ods"])

    files = govuk_treatment.collect(get)

    assert list(files) == ["2024-25_1"]
    assert "adults-statistics-2024-to-2025" in get.asked[1]
    assert get.asked[2] == f"{FILES}/b/tables.ods"
    assert govuk_treatment.carry(files, None).release == "2024-25"


def test_a_search_that_finds_nothing_is_refused(tmp_path):
    with pytest.raises(PipelineError, match="found no publication called like"):
        find_pages(GovUk(tmp_path, ["Dog licences"], []), "treatment", ADULTS, "search")


def test_a_page_without_ods_is_refused(tmp_path):
    title = "Substance misuse treatment for adults: statistics 2024 to 2025"

    with pytest.raises(PipelineError, match="no attachment in ODS at 'Substance misuse treatment for adults"):
        govuk_treatment.collect(GovUk(tmp_path, [title], [f"{FILES}/a/report.pdf"]))


def test_estimates_are_looked_for_on_their_own_page_and_in_every_recent_edition(tmp_path):
    titles = [f"Substance misuse treatment for adults: statistics {year} to {year + 1}" for year in range(2010, 2025)]
    own = "Opiate and crack cocaine use: prevalence estimates for local populations"
    get = GovUk(tmp_path, [*titles, own], [f"{FILES}/b/tables.ods"])

    files = govuk_prevalence.collect(get)

    assert list(files)[:2] == ["estimates-1_1", "2024-25_1"]
    assert len(files) == 9
