"""Stop and search as data.police.uk answers and lays out its files; every search drawn here is invented."""

import json

import pandas as pd
import pytest

from pipeline.areas import BOROUGH_CODES
from pipeline.errors import PipelineError
from pipeline.publishers.police_uk import FEED
from pipeline.sources.police_stop_search import SOURCE
from tests.publishers.met_tables import as_release, save, total

DRUGS, LONDON = "Controlled drugs", "E12000007"
CSV = [
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender", "Age range",
    "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
    "Outcome linked to object of search", "Removal of more than just outer clothing",
]  # fmt: skip


def search(object_of_search=DRUGS, at=(51.5, -0.1), day="2026-05-06", **cells):
    location = (
        {"latitude": str(at[0]), "longitude": str(at[1]), "street": {"id": 1, "name": "On or near"}} if at else None
    )
    return {
        "type": "Person search", "involved_person": True, "datetime": f"{day}T22:45:00+00:00", "operation": None,
        "operation_name": None, "location": location, "gender": "Male", "age_range": "18-24",
        "self_defined_ethnicity": "White - Irish", "officer_defined_ethnicity": "White",
        "legislation": "Misuse of Drugs Act 1971 (section 23)", "object_of_search": object_of_search, "outcome": "Arrest",
        "outcome_object": {"id": "bu-arrest", "name": "Arrest"}, "outcome_linked_to_object_of_search": None,
        "removal_of_more_than_outer_clothing": False, **cells,
    }  # fmt: skip


@pytest.fixture
def answers(tmp_path):
    """Write answers, by force and month, as the files that were fetched."""

    def write(**months):
        files = {}
        for key, answer in months.items():
            name = key.replace("__", "-").replace("_", "-")
            path = tmp_path / f"{name}.json"
            path.write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
            files[name] = path
        return files

    return write


@pytest.fixture
def boundaries(tmp_path):
    """Draw the boroughs as squares in a row, west to east, a hundredth of a degree wide."""

    def write(west=-0.3, south=51.4, skip=()):
        features = []
        for place, code in enumerate(code for code in BOROUGH_CODES if code not in skip):
            x, y = west + place / 100, south
            ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.2], [x, y + 0.2], [x, y]]
            features.append(
                {
                    "type": "Feature",
                    "properties": {"LAD24CD": code},
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
            )
        path = tmp_path / "boundaries.json"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return path

    return write


def table_of(files):
    return FEED.carry(files, None).tables["searches.csv"]


def test_searches_are_read_back_as_our_source_reads_them(answers, tmp_path):
    files = answers(
        metropolitan_2026_05=[search(), search(outcome="Community resolution"), search("Offensive weapons")],
        city_of_london_2026_05=[search()],
    )

    carried = FEED.carry(files, None)
    read = SOURCE.read(as_release(carried, tmp_path / "raw")).set_index("category")["value"]

    assert carried.release == "2026-05"
    assert read["Metropolitan Police Service | Controlled drugs | all | all"] == 2
    assert read["Metropolitan Police Service | Controlled drugs | outcome | Community resolution"] == 1
    assert read["Metropolitan Police Service | Offensive weapons | all | all"] == 1
    assert read["City of London Police | Controlled drugs | self-defined ethnicity | White - Irish"] == 1


def test_ethnicity_as_said_and_as_seen_are_two_breakdowns(answers):
    files = answers(
        metropolitan_2026_05=[search(officer_defined_ethnicity="Black"), search(self_defined_ethnicity=None)]
    )

    table = table_of(files)

    assert total(table, breakdown="officer-defined ethnicity", group="Black") == 1
    assert total(table, breakdown="self-defined ethnicity", group="White - Irish") == 1
    assert total(table, breakdown="self-defined ethnicity", group="Not stated") == 1
    assert total(table, breakdown="all", group="all") == 2


@pytest.mark.parametrize(("outcome", "group"), [(False, "Nothing found"), ("", "Not stated"), (None, "Not stated")])
def test_an_outcome_that_is_false_or_empty_is_said_in_words(answers, outcome, group):
    table = table_of(answers(metropolitan_2026_05=[search(outcome=outcome)]))

    assert total(table, breakdown="outcome", group=group) == 1


def test_a_search_without_an_object_is_counted_and_not_as_one_for_drugs(answers):
    table = table_of(answers(metropolitan_2026_05=[search(None), search()]))

    assert total(table, breakdown="all", object_of_search="Not stated") == 1
    assert total(table, breakdown="outcome") == 1


def test_files_of_the_download_say_the_same_as_the_answers(answers, tmp_path):
    row = ["Person search", "2026-05-06T22:45:00+00:00", "False", "", 51.5, -0.1, "Male", "18-24", "White - Irish", "White",
           "Misuse of Drugs Act 1971 (section 23)", DRUGS, "Arrest", "", "False"]  # fmt: skip
    path = save(tmp_path / "2026-05-metropolitan-stop-and-search.csv", [CSV, row, [*row[:12], "False", *row[13:]]])

    from_csv, from_json = (
        table_of({"a": path}),
        table_of(answers(metropolitan_2026_05=[search(), search(outcome=False)])),
    )

    assert from_csv.equals(from_json)


def test_a_search_at_midnight_belongs_to_the_month_it_was_published_in(answers):
    table = table_of(answers(metropolitan_2026_06=[search(day="2026-05-31"), search(day="2026-06-30")]))

    assert total(table, breakdown="all", month="2026-06") == 2


def test_an_answer_for_another_month_is_refused(answers):
    with pytest.raises(PipelineError, match=r"metropolitan-2026-06\.json row 2: date '2026-05-06' is not in 2026-06"):
        table_of(answers(metropolitan_2026_06=[search(day="2026-06-02"), search()]))


def test_a_month_that_a_force_did_not_publish_is_missing_and_not_zero(answers):
    carried = FEED.carry(answers(metropolitan_2026_04=[], metropolitan_2026_03=[search(day="2026-03-02")],
                                 metropolitan_2026_05=[search()], city_of_london_2026_05=[]), None)  # fmt: skip

    assert "2026-04" not in set(carried.tables["searches.csv"]["month"])
    [said] = [caveat for caveat in carried.caveats if caveat.startswith("Not published, and not zero")]
    assert "Metropolitan Police Service 2026-04" in said
    assert "City of London Police 2026-05" in said


def test_nothing_in_any_file_is_no_release(answers):
    with pytest.raises(PipelineError, match="No search is in any of the files"):
        table_of(answers(metropolitan_2026_05=[]))


@pytest.mark.parametrize("answer", ["<html>503</html>", '{"error": "too many"}', '[{"type": "Person search"}]', "[1]"])
def test_an_answer_that_is_no_list_of_searches_is_refused(answers, answer):
    with pytest.raises(PipelineError, match=r"metropolitan-2026-05\.json: is not an answer of data\.police\.uk"):
        table_of(answers(metropolitan_2026_05=answer))


def test_a_file_that_does_not_say_its_force_and_month_is_refused(tmp_path):
    with pytest.raises(PipelineError, match="is named for its force and month"):
        table_of({"a": save(tmp_path / "stop-and-search.csv", [CSV])})


def test_points_are_placed_in_boroughs_where_there_are_boundaries(answers, boundaries):
    pytest.importorskip("shapely")
    west = [
        search(at=(51.5, -0.295)),
        search(at=(51.5, -0.285)),
        search(at=(51.5, -0.29)),
        search(at=(53, -2)),
        search(at=None),
    ]
    files = {**answers(metropolitan_2026_05=west), "boundaries": boundaries()}

    carried = FEED.carry(files, None)

    table = carried.tables["searches.csv"]
    by_area = table[table["breakdown"] == "all"].set_index("area_code")["count"].astype(int)
    # The third lies on the line between the two: the first of them has it, always.
    assert by_area.to_dict() == {LONDON: 5, BOROUGH_CODES[0]: 2, BOROUGH_CODES[1]: 1}
    assert any("60.0% of searches have a point within a borough" in caveat for caveat in carried.caveats)


def test_without_boundaries_there_is_london_alone_and_that_is_said(answers):
    carried = FEED.carry(answers(metropolitan_2026_05=[search()]), None)

    assert set(carried.tables["searches.csv"]["area_code"]) == {LONDON}
    assert (
        "Figures are for London as a whole: no boundaries were given to place searches in boroughs." in carried.caveats
    )


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ({"west": 500000.0, "south": 180000.0}, "is not in longitude and latitude"),
        ({"skip": BOROUGH_CODES[4:5]}, "has no boundary with the code of E09000005"),
    ],
)
def test_boundaries_that_cannot_place_points_are_refused(answers, boundaries, drawn, said):
    pytest.importorskip("shapely")
    with pytest.raises(PipelineError, match=said):
        FEED.carry({**answers(metropolitan_2026_05=[search()]), "boundaries": boundaries(**drawn)}, None)


def test_each_month_that_was_published_is_asked_for_once(tmp_path):
    asked = []
    months = [f"{month}" for month in pd.period_range("2025-01", "2026-05", freq="M")]
    listed = [{"date": month, "stop-and-search": ["kent", "metropolitan"]} for month in months]
    listed[-1]["stop-and-search"] = ["kent"]
    listed[-2]["stop-and-search"].append("city-of-london")

    def get(url, *, name, kind, limit=50_000_000, form=None):
        asked.append(url)
        path = tmp_path / name
        path.write_text(json.dumps(listed), encoding="utf-8")
        return path

    files = FEED.collect(get)

    assert len(asked) == len(set(asked)) == 1 + 12 + 1
    assert min(files, key=lambda key: key[-7:]).endswith("2025-05")
    assert "https://data.police.uk/api/stops-force?force=city-of-london&date=2026-04" in asked
    assert not any(url.endswith("2026-05") for url in asked)
