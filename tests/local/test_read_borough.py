"""A borough's files are read whole, or refused with every fault of all of them. All records here are invented."""

import json

import pytest

from pipeline.local import BoroughData, Claim, Milestone
from pipeline.project import Audience
from tests.local.folder import BARNET, read, refused

GOVERNANCE = """\
# who we are
[partnership]
name = "Combating Drugs Partnership"
scope = "drugs and alcohol"
source = "Invented paper, section 1"

[[board]]
id = "hwb"
kind = "hwb"
name = "Health and Wellbeing Board"
source = "Invented paper, section 2"
"""
STRATEGY = """\
[[priority]]
id = "access"
number = 1
title = "Easier to reach"
will_mean = [
    "Shorter waits",
    "id = no key",
]
national = [2, 3]
source = "Invented paper, section 3"

[[measure]]
id = "referrals"
text = "Referrals"
direction = "increase"
priorities = [1]
tables = ["L1"]
source = "Invented paper, section 4"
"""
MESSAGES = """\
[[message]]
id = "possession"
priority = 1
kind = "finding"
text = "Possession was recorded often"
claims = [{ indicator = "drug_possession_rate", judge = "level", said = "higher" }]
source = "Invented paper, section 5"
"""
MILESTONES = "id,what,due,status,source,note\nterms,Terms agreed,2022-09-30,done,Invented paper,\n"
FUNDING = (
    "id,what,amount,years,grant,purpose,status,source\nadults,Treatment,{amount},2023/24,,,budget,Invented paper\n"
)
ACTIONS = (
    "id,action,priority,local_priority,measures,due,status,source\npath,Agree it,2,{local},{ids},{due},{status},Plan\n"
)


def strategy(old, new):
    assert old in STRATEGY
    return {"strategy.toml": STRATEGY.replace(old, new)}


def test_a_borough_without_files_says_nothing(tmp_path):
    assert read(tmp_path, {}) == BoroughData(BARNET.code)


def test_records_are_read_with_their_types(tmp_path):
    files = {
        "governance.toml": GOVERNANCE,
        "strategy.toml": STRATEGY,
        "messages.toml": MESSAGES,
        "milestones.csv": MILESTONES,
    }

    data = read(tmp_path, files)

    assert (data.partnership.scope, data.boards[0].kind) == ("drugs and alcohol", "hwb")
    assert (data.priorities[0].will_mean, data.priorities[0].national) == (("Shorter waits", "id = no key"), (2, 3))
    assert (data.measures[0].tables, data.measures[0].holder) == (("L1",), "")
    assert data.messages[0].claims == (Claim("drug_possession_rate", "level", "higher"),)
    assert data.milestones == (Milestone("terms", "Terms agreed", "2022-09-30", "done", "Invented paper"),)


def test_data_travels_as_json(tmp_path):
    data = read(tmp_path, {"strategy.toml": STRATEGY, "messages.toml": MESSAGES, "milestones.csv": MILESTONES})

    assert BoroughData.from_json(json.loads(json.dumps(data.to_json()))) == data


def test_lists_in_csv_are_joined_with_semicolons(tmp_path):
    actions = ACTIONS.format(local="access", ids='"referrals; deaths-reviewed"', due="2027-03", status="green")

    [action] = read(tmp_path, {"strategy.toml": STRATEGY, "actions.csv": actions}).actions

    assert (action.measures, action.due, action.status) == (("referrals", "deaths-reviewed"), "2027-03", "green")


@pytest.mark.parametrize("amount", ["2349399.34", '"2,349,399.34"', '"£2,349,399.34"', '"£ 2349399.34"'])
def test_sums_are_kept_without_commas_and_pound_sign(tmp_path, amount):
    [funding] = read(tmp_path, {"funding.csv": FUNDING.format(amount=amount)}).funding

    assert funding.amount == "2349399.34"


@pytest.mark.parametrize("amount", ["£9m", "about 390000", '"2,34,399"', "12.5", "-5"])
def test_what_is_no_sum_is_refused(tmp_path, amount):
    told = refused(tmp_path, {"funding.csv": FUNDING.format(amount=amount)})

    assert f"line 2: amount {amount.strip(chr(34))} is not a sum in pounds like 2349399.34" in told


def test_every_fault_of_all_files_is_told_at_once(tmp_path):
    files = {
        "governance.toml": GOVERNANCE.replace('kind = "hwb"', 'kind = "hbw"').replace("[[board]]", "[[boards]]"),
        "strategy.toml": STRATEGY.replace("increase", "more").replace("number = 1\n", ""),
        "milestones.csv": MILESTONES.replace("2022-09-30", "30/09/2022"),
        "mesages.toml": "",
        "commentary/supply.md": "role: Director of Public Health\n\nText.\n",
        "paper.toml": '[paper]\nlegl = "x"\n',
        "recommendations.toml": "[[decision]]\nid = \n",
        "services.csv": 'id,what\n"',
    }

    assert refused(tmp_path, files).splitlines() == [
        "Barnet: 10 faults in its own files.",
        "",
        "data/raw/local/barnet/commentary/supply.md",
        "  line 1: date is missing",
        "data/raw/local/barnet/governance.toml",
        "  line 7: [[boards]] is not expected. Did you mean [[board]]?",
        "data/raw/local/barnet/mesages.toml",
        "  is not a file that is read. Did you mean messages.toml?",
        "data/raw/local/barnet/milestones.csv",
        "  line 2: due 30/09/2022 is not a day like 2022-09-30 or a month like 2022-09. Did you mean 2022-09-30?",
        "data/raw/local/barnet/paper.toml",
        "  line 2: legl is no block of a board paper. Did you mean legal?",
        "data/raw/local/barnet/recommendations.toml",
        "  line 2: cannot be read: Invalid value (at line 2, column 6)",
        "data/raw/local/barnet/services.csv",
        "  line 2: cannot be read: the row at line 2 is not CSV (unexpected end of data): look for a stray quotation mark",
        "data/raw/local/barnet/strategy.toml",
        "  line 1: number is missing",
        "  line 14: direction more is not one of increase, reduce, complete",
        "  line 15: priorities 1 is no [[priority]] of this file (it has none)",
        "",
        "Put each line right. `cdp local init barnet` writes templates that explain every field; it overwrites nothing.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("will_mean", "will_meen", "line 5: will_meen is not expected. Did you mean will_mean?"),
        ('title = "Easier to reach"', 'title = " "', "line 4: title is missing"),
        ("number = 1", "number = 1.5", "line 3: number 1.5 is not text: put it in quotation marks"),
        ("number = 1", 'number = "one"', "line 3: number one is not a whole number from 1"),
        ("national = [2, 3]", "national = [2, 4]", "line 9: national 4 is not 1, 2 or 3"),
        ("national = [2, 3]", 'will_do = "x"\nlead = ""\nnational = [2, ""]',
         "line 11: national holds an empty text: leave it out"),
        ("national = [2, 3]", "national = 2", "line 9: national 2 is not a list: write [2]"),
        ("national = [2, 3]", "lead = [2, 3]", "line 9: lead is a list: write one text in quotation marks"),
        ('id = "access"', 'id = "Easy access"', "line 2: id Easy access is not a short name in lower case with hyphens. "
         "Did you mean easy-access?"),
        ('id = "access"', 'id = "referrals"', "line 13: id referrals is used twice, first in line 2"),
        ("[[priority]]", "[priority]", "line 1: [priority] is written [[priority]]: there can be several"),
        ("priorities = [1]", "priorities = [2]", "line 16: priorities 2 is no [[priority]] of this file (it has 1)"),
        ('tables = ["L1"]', 'tables = ["L21"]', "line 17: tables L21 is not a code from L0 to L20. Did you mean L2?"),
        ('tables = ["L1"]', "tables = []", "line 12: measure referrals has no indicators, no tables and no gap"),
        ("[[measure]]", '[[priority]]\nid = "b"\nnumber = 1\ntitle = "B"\nsource = "S"\n\n[[measure]]',
         "line 14: number 1 is used twice, first in line 3"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_line_key_and_value(tmp_path, old, new, fault):
    assert fault in refused(tmp_path, strategy(old, new))


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ('{ indicator = "x", judge = "levle", said = "higher" }', "claims 1: judge levle is not one of level, since"),
        ('{ indicator = "x", judge = "level" }', "claims 1: said is missing"),
        ('"x"', "claims is not a list of claims"),
    ],
)
def test_a_claim_is_held_to_its_fields(tmp_path, claim, fault):
    messages = MESSAGES.replace('{ indicator = "drug_possession_rate", judge = "level", said = "higher" }', claim)

    assert f"line 6: {fault}" in refused(tmp_path, {"messages.toml": messages})


@pytest.mark.parametrize(
    ("csv", "fault"),
    [
        (MILESTONES.replace("status", "state"), "line 1: column state is not expected. Did you mean status?"),
        (MILESTONES.replace("status", "state"), "line 1: column status is missing"),
        (MILESTONES.replace("note", "what"), "line 1: column what is there twice"),
        (MILESTONES.replace(",done", ""), "line 2: the row has 5 cells and the header 6"),
        (MILESTONES.replace(",", ";"), "line 1: the columns are not separated by commas"),
        (MILESTONES.replace("Terms agreed", ""), "line 2: what is missing"),
        (MILESTONES.replace("2022-09-30", "2022-02-30"), "line 2: due 2022-02-30 is not a day"),
        (MILESTONES.encode("utf-16"), "line 1: cannot be read: line 1 is not UTF-8 text"),
        (MILESTONES + 'terms,"Two\nlines",2022-10,done,P,\n', "line 3: id terms is used twice, first in line 2"),
    ],
)  # fmt: skip
def test_a_fault_of_a_csv_file_is_named_by_line_and_column(tmp_path, csv, fault):
    assert fault in refused(tmp_path, {"milestones.csv": csv})


def test_a_missing_column_is_told_once_and_not_for_every_row(tmp_path):
    told = refused(tmp_path, {"milestones.csv": MILESTONES.replace("status", "state")})

    assert told.startswith("Barnet: 2 faults") and "line 2" not in told


def test_spreadsheets_marks_blank_rows_and_notes_hold_nothing(tmp_path):
    header, row = MILESTONES.splitlines()
    text = f'\ufeff"# a note, kept by a spreadsheet",,,,,,\r\n{header},,\r\n,,,,,,,\r\n{row},,\r\n'

    assert len(read(tmp_path, {"milestones.csv": text}).milestones) == 1


def test_an_action_serves_a_priority_that_there_is(tmp_path):
    actions = ACTIONS.format(local="acces", ids="", due="", status="amber")

    told = refused(tmp_path, {"strategy.toml": STRATEGY, "actions.csv": actions})

    assert "line 2: local_priority acces is no priority of strategy.toml (it has 1). Did you mean access?" in told


def test_a_theme_is_never_a_quotation(tmp_path):
    heard = '[[heard]]\nid = "s"\nkind = "survey"\nwhat = "w"\nwhen = "2023"\nsource = "s"\nthemes = ["{theme}"]\n'
    said = heard.format(theme="“I waited for such a long time”")

    assert "line 7: themes “I waited" in refused(tmp_path, {"voice.toml": said})
    assert read(tmp_path, {"voice.toml": heard.format(theme="Waiting for “rehab”")}).heard[0].themes


def test_decisions_and_blocks_of_the_paper_are_carried_as_they_stand(tmp_path):
    decision = '[[decision]]\nid = "barnet.deaths-panel"\n'

    data = read(
        tmp_path, {"recommendations.toml": decision, "paper.toml": '[paper]\nlegal = """\nNone.\n"""\nrisk = ""\n'}
    )

    assert (data.decisions, data.paper) == (decision, {"legal": "None."})


def test_the_partnerships_own_tables_are_known_by_their_names(tmp_path):
    named = ("L12-enforcement.csv", "L2-agreements.csv", "restricted/L0-ndtms.csv")
    files = {**dict.fromkeys(named, "a\n1\n"), "L3-engagement.csv": "a\n"}

    assert read(tmp_path, files).tables == ("L2", "L12")
    assert read(tmp_path, files, audience=Audience.PARTNERS).tables == ("L0", "L2", "L12")


def test_the_restricted_table_is_never_public_wherever_it_lies(tmp_path):
    assert read(tmp_path, {"L0-ndtms.csv": ""}).tables == ()


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("governance.toml", GOVERNANCE + "# asked {name}\n", 12),
        ("milestones.csv", MILESTONES.replace("Terms agreed", '"Terms\nby {name}"'), 3),
        ("recommendations.toml", '[[decision]]\nreason = "{name} has it"\n', 2),
        ("paper.toml", '[paper]\nlegal = """\n\nsee {name}\n"""\n', 4),
        ("commentary/supply.md", "role: {name}\ndate: 2026-11-30\n\nText.\n", 1),
    ],
)
def test_nobody_is_named_in_any_file(tmp_path, file, text, line):
    name = " ".join(("Councillor", "Doe"))

    told = refused(tmp_path, {file: text.format(name=name)})

    assert f"line {line}: '{name}' names a person: give a role or an organisation" in told
