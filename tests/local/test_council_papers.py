"""What the council papers of four boroughs say stands whole in data/raw/local: counted, sourced, in our own words.

Counts are asserted as numbers, and counted again in the papers themselves where they lie beside the project.
"""

import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.areas import find_area
from pipeline.findings.claims import SAYABLE
from pipeline.indicators import CATALOGUE
from pipeline.local import check_references, read_borough
from pipeline.project import Project

ROOT = Path(__file__).parents[2]
LOCAL = ROOT / "data" / "raw" / "local"
PAPERS = ROOT.parent / "shared" / "council_papers"
BOROUGHS = ("Barking and Dagenham", "Barnet", "Bromley", "Tower Hamlets")
DATA = {name: read_borough(Project(ROOT), find_area(name)) for name in BOROUGHS}
DAGENHAM, BARNET, BROMLEY, TOWER_HAMLETS = DATA.values()
with_papers = pytest.mark.skipif(not PAPERS.is_dir(), reason="the council papers do not lie beside the project")

# Bullets of the Measure cells of each local priority. The line that only opens the list of five groups is not one.
MEASURES_NAMED = {1: 2, 2: 1, 3: 5, 4: 9, 5: 9, 6: 6}
MEANT = {1: 4, 2: 1, 3: 9, 4: 7, 5: 6, 6: 7}  # paragraphs of "What it will mean"
MESSAGES = {1: 13, 2: 24, 3: 7}  # bullets under "Key messages & recommendations" of each national priority
AIMS, OUTCOMES, SEATS = 7, 6, 17  # two of the seven aims share a line

RUN = 6  # words in a row that a paper may not recognise as its own
NAMES = (  # official names are nobody's sentences
    "barking and dagenham 5 year substance misuse strategy",
    "community safety and substance misuse partnership",
    "supplemental substance misuse treatment and recovery grant",
    "safer bromley partnership strategic group",
    "director of public health and prevention",
    "health and wellbeing board",
    "joint combating drugs unit",
)


def evidence():
    """Every measure and message of the four boroughs, by an id for the test."""
    return {f"{data.area_code} {one.id}": one for data in DATA.values() for one in (*data.measures, *data.messages)}


def paper(start: str) -> str:
    [found] = PAPERS.glob(f"{start}*.txt")
    return found.read_text(encoding="utf-8")


def strategy_cells(row: str, end: str) -> list[str]:
    """The cells of one row in the tables of the six priorities, in order."""
    return re.findall(rf"^{row}\t(.*?)^{end}", paper("lbbd_substance"), flags=re.M | re.S)


def bullets(cell: str) -> list[str]:
    texts = [re.sub(r"<[^>]+>|\s+", " ", text).strip() for text in re.split("[•○]", cell)[1:]]
    return [text for text in texts if not text.endswith(":")]


def words(text: str) -> list[str]:
    said = " ".join(re.findall(r"[a-z0-9]+", re.sub(r"<[^>]+>", " ", text).lower()))
    for name in NAMES:
        said = said.replace(name, "name")
    return said.split()


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[start : start + RUN]) for start in range(len(said) - RUN + 1)}


def test_six_priorities_stand_with_all_they_mean():
    assert {one.number: len(one.will_mean) for one in DAGENHAM.priorities} == MEANT
    assert all(one.lead == "" for one in DAGENHAM.priorities)  # the paper leaves every lead to be confirmed


def test_every_bullet_of_a_measure_cell_is_a_measure_of_its_priority():
    named = Counter(number for one in DAGENHAM.measures for number in one.priorities)

    assert dict(sorted(named.items())) == MEASURES_NAMED
    assert len(DAGENHAM.measures) == 25  # those that several priorities name are one


def test_every_key_message_stands_in_the_order_of_the_paper():
    assert Counter(one.priority for one in BARNET.messages) == MESSAGES
    assert [one.priority for one in BARNET.messages] == sorted(one.priority for one in BARNET.messages)


def test_aims_outcomes_and_seats_are_all_there():
    assert sum("-aim-" in one.id for one in DAGENHAM.messages) == AIMS
    assert sum("-outcome-" in one.id for one in TOWER_HAMLETS.messages) == OUTCOMES
    assert len(BROMLEY.members) == SEATS


@with_papers
def test_the_strategy_has_as_many_measures_and_meanings():
    measures = [len(bullets(cell)) for cell in strategy_cells("Measure", r"(?:Lead Agency|Priority \d)")]
    meant = [cell.count("<p>") or 1 for cell in strategy_cells("What it will mean", "Measure")]

    assert dict(enumerate(measures, start=1)) == MEASURES_NAMED
    assert dict(enumerate(meant, start=1)) == MEANT


@with_papers
def test_the_assessment_has_as_many_key_messages():
    lists = paper("barnet").split("Key messages & recommendations:")[1:]
    before_next_heading = [re.split(r"^(?:I+|2)\. ", text, flags=re.M)[0] for text in lists]
    counted = [len(re.findall(r"^- ", text, flags=re.M)) for text in before_next_heading]

    assert dict(enumerate(counted, start=1)) == MESSAGES


@with_papers
def test_the_papers_have_as_many_aims_outcomes_and_seats():
    aims = paper("lbbd_substance").split("ensure that we:")[1].split("1.2 ")[0]
    outcomes = paper("tower").split("six national outcomes:")[1].split("- 3.4")[0]
    seats = paper("bromley").split("Job Title\tOrganisation\tEmail\n")[1].split("\n\n")[0]

    assert len(re.findall(r"\b[A-Z][a-z]+ing\b", aims)) == AIMS
    assert len(re.findall(r"- \d\. ", outcomes)) == OUTCOMES
    assert len(seats.splitlines()) == SEATS


@pytest.mark.parametrize("one", evidence().values(), ids=evidence())
def test_each_measure_and_message_has_evidence_or_a_gap_that_somebody_holds(one):
    claimed = getattr(one, "claims", ())

    assert one.indicators or one.tables or claimed or (one.gap and one.holder)
    assert bool(one.gap) == bool(one.holder)


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_every_indicator_named_is_in_the_catalogue(data):
    check_references(data, CATALOGUE)


@pytest.mark.parametrize(
    "message", [one for data in DATA.values() for one in data.messages if one.claims], ids=lambda one: one.id
)
def test_each_claim_is_in_words_that_a_judgement_can_say(message):
    said = {(claim.judge, claim.said) for claim in message.claims}

    assert not [pair for pair in said if SAYABLE[pair[0]] and pair[1] not in SAYABLE[pair[0]]]
    assert message.kind == "finding"  # what was asked for is neither right nor wrong


def test_recorded_offences_are_evidence_of_no_measure():
    offences = {name for name, entry in CATALOGUE.items() if "mps_recorded_crime" in entry.sources}

    assert offences and not [one.id for one in DAGENHAM.measures if offences & set(one.indicators)]


def test_sums_stand_to_the_penny_with_their_years():
    sums = {one.id: (one.amount, one.years) for one in BARNET.funding}

    assert sums["adults"] == ("2349399.34", "2022/23")
    assert sums["young-people"] == ("199540.46", "2022/23")
    assert sums["supplemental-2022"] == ("381264", "2022/23")
    assert sums["supplemental-2023"] == ("390000", "2023/24")
    assert sums["inpatient-detoxification"][0] == "41000"
    assert sums["rough-sleeping"] == ("398121", "2022/23 and 2023/24")
    assert {one.id: one.amount for one in DAGENHAM.funding}["enhanced-funding"] == "9000000"


def test_small_changes_are_counts_and_londons_a_percentage():
    printed = {one.id: (one.value, one.change, one.change_unit, one.london_change) for one in BARNET.figures}

    assert printed["county-lines-referrals"] == ("21", "-3", "referrals", "-43%")
    assert printed["county-lines-people"] == ("40", "-1", "people", "-27%")


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_what_the_papers_contradict_has_no_date(data):
    conflicts = {one.id for one in data.conflicts}
    pointed = {name for one in data.milestones for name in re.findall(r"See the conflict ([\w-]+)", one.note)}

    assert pointed <= conflicts
    assert not [one.id for one in data.milestones if one.status == "conflict" and one.due]


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_every_record_names_a_paper_with_its_date(data):
    records = [one for part in fields(data) if isinstance(found := getattr(data, part.name), tuple) for one in found]
    sources = [getattr(one, "source", "") or f"{one.one_source}; {one.other_source}" for one in records]

    assert not [text for text in sources if not re.search(r"\b20\d\d\b|no date on the copy", text)]
    assert data.paper == {}  # blocks of 2022 and 2023 are not today's


@with_papers
@pytest.mark.parametrize(
    "path",
    sorted(path for path in LOCAL.rglob("*.*") if path.is_file()),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_sentence_of_a_paper_is_carried_over(path):
    theirs = set().union(*(runs(one.read_text(encoding="utf-8")) for one in PAPERS.glob("*.txt")))

    assert not [" ".join(run) for run in runs(path.read_text(encoding="utf-8")) & theirs]
