"""No tracked file names a person or a way to reach one: e-mail addresses, telephone numbers, names after an honorific."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EMAIL = re.compile(r"[\w.+-]+@([\w-]+\.[A-Za-z][\w.-]*\w)")
PHONE = re.compile(r"(?<![\w/.£-])(?:\+44[\s().-]{0,2}(?:\(0\)\s?)?|\(?0)[1-9](?:[\s().-]{0,2}\d){8,9}(?!\.?\d|,\d|\w)")
NAME = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Councillor|Dame|Sir)\b\.? +(?:[A-Z]\.? )*[A-Z][a-z]+")
OFFICER = re.compile(r"\[(?:officer|e-mail)\]")

# Nobody has these: domains and numbers kept free for examples (RFC 2606; Ofcom's numbers for drama).
EXAMPLE_DOMAIN = re.compile(r"(?:.*\.)?(?:example|test|invalid|localhost)(?:\.\w+)*", re.IGNORECASE)
EXAMPLE_NUMBER = re.compile(r"(?:44|0)(?:2079460\d{3}|1632960\d{3}|7700900\d{3}|8081570\d{3})")
# Invented people by whom the refusal of names is tested.
INVENTED = {"Dr Jane"}


def texts():
    """Every text file that is tracked, or would be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this copy of the project is not under git")
    for name in listed.stdout.splitlines():
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):  # a picture; a file deleted and not yet committed
            continue


def people(text: str) -> set[str]:
    """What in a text is a person's, or leads to one."""
    mails = {match[0] for match in EMAIL.finditer(text) if not EXAMPLE_DOMAIN.fullmatch(match[1])}
    numbers = {match[0] for match in PHONE.finditer(text) if not EXAMPLE_NUMBER.fullmatch(digits(match[0]))}
    return (mails | numbers | set(NAME.findall(text)) | set(OFFICER.findall(text))) - INVENTED


def digits(number: str) -> str:
    return re.sub(r"\D", "", number.replace("(0)", ""))


@pytest.mark.parametrize(
    "text",
    [
        "ask jane.doe@" + "borough.gov.uk", "ring 020 8359 " + "2000", "on +44 (0)20 8359 " + "2000", "07911 " + "123456",
        "Cllr " + "Smith said", "Dr A. " + "Jones", "Dame " + "Jane", "[offi" + "cer] answered",
    ],
)  # fmt: skip
def test_people_are_seen(text):
    assert people(text)


@pytest.mark.parametrize(
    "text",
    [
        "press@example.org", "@indicator", "020 7946 0123", "01632 960123", "07700 900123", "2349399.34", "2022/23",
        "0.0123456789", "the Director of Public Health", "E09000003",
    ],
)  # fmt: skip
def test_examples_sums_and_roles_are_nobody(text):
    assert not people(text)


def test_no_file_names_a_person_or_a_way_to_reach_one():
    found = {name: people(text) for name, text in texts() if people(text)}

    assert not found
