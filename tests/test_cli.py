import os
import subprocess
import sys
import time

import pytest


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


@pytest.mark.parametrize("verb", [["build"], ["check"], ["status"], []])
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


def test_the_version_is_shown():
    assert cdp("--version").stdout.startswith("cdp 0.")
