"""Peer groups: invented lists in the JSON of Public health profiles and in the programme's own CSV."""

import json

import pytest

from pipeline.errors import PipelineError
from pipeline.publishers.nhs_peers import FEED, carry
from pipeline.sources import PUBLISHED

TYPES = [
    {"NeighbourTypeId": 1, "Name": "CIPFA nearest neighbours", "ApplicableAreaTypes": [{"Id": 401}, {"Id": 502}]},
    {"NeighbourTypeId": 5, "Name": "NHS England peer groups", "ApplicableAreaTypes": [{"Id": 502, "Short": "UTLA"}]},
]
LIST = [
    {"Code": "E09000007", "Name": "Camden", "Short": "Camden", "AreaTypeId": 502},
    {"Code": "E09000019", "Name": "Islington", "Short": "Islington", "AreaTypeId": 502},
    {"Code": "E08000035", "Name": "Leeds", "Short": "Leeds", "AreaTypeId": 502},
]


class Profiles:
    """Answers of the profiles' API, written as they would come."""

    def __init__(self, folder, types=TYPES, listed=LIST):
        self.folder, self.types, self.listed, self.asked = folder, types, listed, []

    def __call__(self, url, *, name, kind, limit=0, form=None):
        self.asked.append(url)
        path = self.folder / name
        path.write_text(json.dumps(self.types if name == "types.json" else self.listed), encoding="utf-8")
        return path


def test_lists_are_asked_for_under_the_peer_groups_own_number(tmp_path):
    get = Profiles(tmp_path)

    files = FEED.collect(get)

    assert get.asked[1].endswith("area_type_id=502&parent_area_code=nn-5-E09000002")
    assert len(files) == 33  # the kinds and 32 boroughs: the City of London is in no group
    assert "E09000001" not in files


def test_peers_are_ranked_in_the_order_given_without_the_area_itself(tmp_path):
    files = FEED.collect(Profiles(tmp_path))

    camden = carry(files, None).tables["peers.csv"].query("area_code == 'E09000007'")

    assert camden[["rank", "peer_code", "peer_name"]].to_numpy().tolist() == [
        ["1", "E09000019", "Islington"],
        ["2", "E08000035", "Leeds"],
    ]
    assert set(camden["model"]) == {"NHS England peer groups"}


def test_a_borough_without_peers_is_refused(tmp_path):
    files = FEED.collect(Profiles(tmp_path, listed=[]))

    with pytest.raises(PipelineError, match="E09000002 has no peer"):
        carry(files, None)


def test_an_api_without_neighbours_for_todays_areas_is_refused(tmp_path):
    old = [{"NeighbourTypeId": 1, "Name": "CIPFA", "ApplicableAreaTypes": [{"Id": 102}]}]

    with pytest.raises(PipelineError, match="no nearest neighbours for area type 502"):
        FEED.collect(Profiles(tmp_path, types=old))


def test_the_programmes_own_file_is_read_by_hand(tmp_path):
    peers = ["Islington", "Hammersmith and Fulham", *(f"Town {number}" for number in range(3, 16))]
    path = tmp_path / "peers.csv"
    rows = [["UTLA22NM", *map(str, range(1, 16))], ["Camden", *peers], ["Leeds", *peers]]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")

    table = carry({"peers": path}, None).tables["peers.csv"]

    assert set(table["area_code"]) == {"E09000007"}
    assert list(table["rank"].astype(int)) == list(range(1, 16))
    assert list(table["peer_code"][:3]) == ["E09000019", "E09000013", "elsewhere"]


def test_peers_are_read_by_the_source(tmp_path):
    carried = carry(FEED.collect(Profiles(tmp_path)), None)
    folder = tmp_path / carried.release
    folder.mkdir()
    carried.tables["peers.csv"].to_csv(folder / "peers.csv", index=False)

    read = PUBLISHED["nhs_peers"].read(folder)

    first = read[(read["area_code"] == "E09000007") & (read["value"] == 1)]
    assert list(first["category"]) == ["Islington"]
    assert set(read["measure"]) == {"peer_rank"}
