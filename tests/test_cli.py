import json
import os
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

INVENTED_MEASURE = """
[[priority]]
id = "a"
number = 1
title = "Invented"
will_do = "Nothing."
will_mean = ["Nothing."]
national = [1]
source = "Invented, section 1"

[[measure]]
id = "b"
text = "Invented measure"
direction = "reduce"
priorities = [1]
indicators = ["drug_traficking_rate"]
proxy = "Comes near only."
source = "Invented, section 1"
"""


def cdp(*words, cwd=None, **variables):
    """Run the command as a person does; the answer has returncode, stdout and stderr."""
    command = [sys.executable, "-m", "pipeline", *words]
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_a_misspelt_borough_is_answered_in_one_sentence():
    answer = cdp("build", "hackny")

    assert answer.returncode == 1
    assert answer.stderr == "'hackny' is not one of the 33 London boroughs. Did you mean Hackney?\n"
    assert answer.stdout == ""


def test_every_unknown_borough_is_named_at_once():
    answer = cdp("build", "hackny", "barnet", "camdn")

    assert [line.split("'")[1] for line in answer.stderr.splitlines()] == ["hackny", "camdn"]


def test_without_a_borough_it_says_what_to_type():
    answer = cdp("build")

    assert answer.returncode == 1
    assert "cdp build hackney" in answer.stderr
    assert "cdp build --all" in answer.stderr


@pytest.mark.parametrize(
    "verb", [["build"], ["check"], ["sign"], ["verify"], ["status"], ["local"], ["local", "init"], []]
)
def test_help_of_every_verb_is_plain_and_has_an_example(verb):
    answer = cdp(*verb, "--help")

    assert answer.returncode == 0
    assert "\n  cdp " in answer.stdout
    assert "\x1b" not in answer.stdout


def test_help_appears_at_once():
    started = time.monotonic()
    cdp("--help")

    # Under half a second on an idle machine; the pandas and papermill of a build alone take two.
    assert time.monotonic() - started < 1.5


def test_help_imports_nothing_heavy():
    code = "import sys, pipeline.cli; print({'pandas', 'papermill', 'matplotlib', 'nbconvert'} & set(sys.modules))"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout == "set()\n"


def test_an_unknown_option_is_a_usage_error():
    assert cdp("build", "barnet", "--fast").returncode == 2


def test_outside_a_project_it_says_what_is_expected(tmp_path):
    answer = cdp("build", "barnet", CDP_PROJECT=str(tmp_path))

    assert answer.returncode == 1
    assert "a folder with notebooks/ and data/raw/ is expected" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_london_is_not_a_borough():
    assert cdp("build", "london").stderr.startswith("'london' is not one of the 33 London boroughs.")


def test_a_document_that_there_is_not_is_answered_with_the_nearest_one():
    answer = cdp("build", "barnet", "--document", "board-papr")

    assert answer.returncode == 1
    assert answer.stderr.startswith("There is no document 'board-papr'. Did you mean board-paper?\n")
    assert "delivery-plan" in answer.stderr


@pytest.fixture
def project(tmp_path):
    """An invented project without notebooks and figures."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return tmp_path


def test_templates_of_a_boroughs_own_files_are_listed_and_never_written_twice(project):
    first = cdp("local", "init", "hackney", CDP_PROJECT=str(project))
    again = cdp("local", "init", "hackney", CDP_PROJECT=str(project))

    listed = [line for line in first.stdout.splitlines() if line.startswith("data/")]
    assert all((project / path).is_file() for path in listed)
    assert {"data/raw/local/hackney/governance.toml", "data/raw/local/hackney/L1-referrals.csv"} <= set(listed)
    assert "cdp check hackney && cdp build hackney" in first.stdout
    assert "data/" not in again.stdout


def test_untouched_templates_are_missing_and_nothing_is_refused(project):
    cdp("local", "init", "hackney", CDP_PROJECT=str(project))

    answer = cdp("check", "hackney", CDP_PROJECT=str(project))

    assert answer.returncode == 0, answer.stderr
    assert {line.split()[0] for line in answer.stdout.splitlines()[1:]} == {"missing"}


def test_a_boroughs_own_files_are_told_as_used_missing_or_refused_all_at_once(project):
    folder = project / "data" / "raw" / "local" / "hackney"
    folder.mkdir(parents=True)
    (folder / "governance.toml").write_text('[partnership]\nname = "Invented"\nsource = "Invented, section 1"\n')
    (folder / "strategy.toml").write_text(INVENTED_MEASURE)
    (folder / "L4-families.csv").write_text("area_code\nE09000012\n")

    answer = cdp("check", "hackney", "barnet", CDP_PROJECT=str(project))

    assert answer.returncode == 1
    assert "used     governance.toml" in answer.stdout
    assert "missing  actions.csv" in answer.stdout
    assert "Barnet: data/raw/local/barnet\n  no files yet: cdp local init barnet" in answer.stdout
    assert "drug_traficking_rate is no indicator. Did you mean drug_trafficking_rate?" in answer.stderr
    assert "L4-families.csv" in answer.stderr


def test_the_version_is_shown():
    assert cdp("--version").stdout.startswith("cdp 0.")


SUICIDE_IN_BARNET = 'E09000003,41001,suicide,Suicide rate,"per 100,000",2022-24,'  # and its value


@pytest.fixture
def second_release(project):
    """A copy of the figures at hand and an invented later release of Fingertips, to be changed by the test."""
    root = Path(__file__).parents[1]
    shutil.copytree(root / "data" / "raw", project / "data" / "raw", dirs_exist_ok=True)
    folder = project / "data" / "raw" / "fingertips"
    [first] = folder.glob("[!.]*")
    later = shutil.copytree(first, folder / "2099-01-31")
    record = json.loads((later / "provenance.json").read_text(encoding="utf-8"))
    (later / "provenance.json").write_text(json.dumps(record | {"release": "2099-01-31"}), encoding="utf-8")
    return project, later / "latest.csv", first.name


def edited(path, old, new, recorded=True):
    """Change one place of a table, and its hash in the record of its release."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    if recorded:
        record = path.with_name("provenance.json")
        told = record.read_text(encoding="utf-8")
        before, after = (sha256(one.encode()).hexdigest() for one in (text, path.read_text(encoding="utf-8")))
        record.write_text(told.replace(before, after), encoding="utf-8")


def test_a_table_that_is_not_the_one_recorded_is_named_whichever_source_is_asked_for(second_release):
    project, table, _ = second_release
    edited(table, SUICIDE_IN_BARNET, f"{SUICIDE_IN_BARNET}1", recorded=False)

    answer = cdp("check", "fingertips", CDP_PROJECT=str(project))

    assert answer.returncode == 1
    assert "fingertips/2099-01-31/latest.csv is not the file recorded" in answer.stderr


def test_a_source_is_told_with_what_was_revised_since_the_release_before(second_release):
    project, table, first = second_release
    edited(table, SUICIDE_IN_BARNET, f"{SUICIDE_IN_BARNET}1")

    answer = cdp("check", "fingertips", CDP_PROJECT=str(project))

    assert answer.returncode == 0, answer.stderr
    lines = answer.stdout.splitlines()
    assert lines[0] == "Contracts: 1 of 1 sources keep theirs."
    assert f"contract kept; revised since {first}: large 1" in lines[2]
    assert "  Revised by 15% or more (1):" in lines
    assert any(line.startswith("    Barnet, 41001, 2022-24: 6.95 to 16.95 (+144%)") for line in lines)


def test_a_release_that_breaks_its_contract_is_named_and_nothing_may_rest_on_it(second_release):
    project, table, _ = second_release
    edited(table, SUICIDE_IN_BARNET, f"{SUICIDE_IN_BARNET}999")

    answer = cdp("check", "fingertips", CDP_PROJECT=str(project))

    assert answer.returncode == 1
    assert "1 fault; revised since" in answer.stdout
    assert "fingertips 2099-01-31: latest.csv: a rate per 100,000 is at most 5,000: line 37, Barnet" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_for_machines_one_document_stands_alone_whether_figures_keep_their_contract_or_not(second_release):
    project, table, first = second_release
    edited(table, SUICIDE_IN_BARNET, f"{SUICIDE_IN_BARNET}999")

    answer = cdp("check", "fingertips", "imd", "--json", CDP_PROJECT=str(project))

    told = json.loads(answer.stdout)
    assert (answer.returncode, answer.stderr) == (1, "")
    assert set(told) == {"ok", "edition", "stock", "contracts", "own", "faults"}
    assert [(one["source"], one["before"], one["kept"]) for one in told["contracts"]] == [
        ("fingertips", first, False), ("imd", "", True),
    ]  # fmt: skip
    assert (told["ok"], len(told["faults"]), told["stock"]) == (False, 1, None)


def test_a_file_that_cannot_be_read_is_in_the_document_too(second_release):
    project, _, _ = second_release
    (project / "data" / "raw" / "imd" / "2025" / "provenance.json").unlink()

    answer = cdp("check", "--json", CDP_PROJECT=str(project))

    assert answer.returncode == 1
    assert "imd: data/raw/imd holds no release" in json.loads(answer.stdout)["faults"][0]


def test_a_source_that_there_is_not_is_answered_with_the_nearest_one():
    answer = cdp("check", "mps_recorded_crme")

    assert answer.returncode == 1
    assert answer.stderr.startswith("'mps_recorded_crme' is not a source. Did you mean mps_recorded_crime?\n")


def test_a_source_that_nobody_fetched_says_how_to_get_it():
    answer = cdp("check", "ons_unemployment")

    assert (answer.returncode, answer.stderr) == (
        1,
        "ons_unemployment: no release was fetched yet (cdp fetch ons_unemployment)\n",
    )
