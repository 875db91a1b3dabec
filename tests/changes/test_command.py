"""The verbs `diff` and `review` as a person types them, where they can be answered without reading a figure."""

import os
import subprocess
import sys

import pytest


def cdp(*words, project):
    environment = {**os.environ, "CDP_PROJECT": str(project)}
    command = [sys.executable, "-m", "pipeline", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("verb", ["diff", "review"])
def test_help_has_an_example(verb, project):
    answer = cdp(verb, "--help", project=project)

    assert answer.returncode == 0
    assert f"\n  cdp {verb} " in answer.stdout


def test_an_edition_that_there_is_not_is_named(project):
    answer = cdp("diff", "autum", "latest", project=project)

    assert answer.returncode == 1
    assert "'autum' is not an edition." in answer.stderr
    assert "Traceback" not in answer.stderr


def test_without_an_edition_that_was_kept_there_is_nothing_to_review(project):
    answer = cdp("review", "barnet", project=project)

    assert answer.returncode == 1
    assert answer.stderr.startswith("No edition keeps Barnet yet, so there is nothing to compare with.\n")


def test_who_decides_is_a_role(project):
    answer = cdp("review", "barnet", "barnet.homicide.2025.figure", "accept", "--role", "Jo Invented", project=project)

    assert answer.returncode == 1
    assert "may be a person's name" in answer.stderr
