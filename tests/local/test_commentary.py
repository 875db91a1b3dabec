"""A commentary is signed, safe, and types no result. All words are invented."""

import pytest

from pipeline.local.commentary import read_commentary, results, to_html

HEAD = "role: Director of Public Health\ndate: 2026-11-30\n\n"


def faults(body: str, head: str = HEAD, file: str = "commentary/supply.md", known: tuple[str, ...] = ()) -> list[str]:
    _, found = read_commentary(file, head + body, known)
    return [f"{one.line}: {one.what}" for one in found]


def test_words_come_with_chapter_role_and_day():
    made, found = read_commentary("commentary/supply.md", HEAD + "We *agree*.\n", ("supply",))

    assert found == []
    assert (made.chapter, made.role, made.date) == ("supply", "Director of Public Health", "2026-11-30")
    assert made.html == "<p>We <em>agree</em>.</p>"


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("role: Lead\n\n", "1: date is missing"),
        ("role:\ndate: 2026-11-30\n\n", "1: role is missing"),
        ("rol: Lead\ndate: 2026-11-30\n\n", "1: 'rol' is not role or date. Did you mean role?"),
        (
            "role: Lead\ndate: 30/11/2026\n\n",
            "2: date 30/11/2026 is not a day like 2022-09-30. Did you mean 2026-11-30?",
        ),
        ("role: Lead\ndate: 2026-11\n\n", "2: date 2026-11 is not a day like 2022-09-30"),
        ("role: Lead\ndate: 2026-11-30\n", "3: 'We agree.' is not role or date. The text begins after a blank line"),
    ],
)
def test_a_fault_of_the_header_is_named_by_its_line(head, fault):
    assert fault in faults("We agree.\n", head)


def test_a_commentary_is_on_a_chapter_that_there_is():
    assert faults("Text.", file="commentary/suply.md", known=("supply", "demand")) == [
        "0: there is no chapter suply. Did you mean supply?"
    ]
    assert faults("Text.", file="commentary/Our view.md") == [
        "0: Our view is not a short name in lower case with hyphens: name the file like its chapter"
    ]
    assert faults("", known=("supply",)) == ["0: there is no text below the header"]


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("Offences fell.\n\nWe saw 640 of them.", "640"), ("It is 12% now.", "12%"), ("It cost £2,349,399.34.", "£2,349,399.34"),
        ("- one\n- 7 people", "7"), ("About 3.5 times", "3.5"), ("**24** referrals", "24"), ("In 2024/25 it was 40.", "40"),
    ],
)  # fmt: skip
def test_a_result_is_not_typed(body, number):
    [fault] = faults(body)

    assert fault.endswith(
        f": {number} is a result typed in the text: put the figure in figures.csv, it is printed beside"
    )


def test_a_result_is_named_by_the_line_it_stands_on():
    assert faults("First.\n\nSecond,\nwith 40 referrals.")[0].startswith("7: 40 is a result")


@pytest.mark.parametrize(
    "body",
    [
        "In 2024/25, in March 2022 and from 2016-18, on 30 September 2022",
        "the latest 12\nmonths", "people aged 18 to 24, 60 and over",
        "Priority 3, priorities 1 and 2, the 2nd phase", "1. First\n2. Second", "COVID-19, table L4, NHS 111, 24/7", "under-18s",
        "[the paper](https://example.org/2023/17)", "open from 9am on 3 May",
        "counted per 100,000 residents", "95% confidence intervals",
    ],
)  # fmt: skip
def test_dates_ages_durations_priorities_and_codes_are_no_results(body):
    assert results(body) == []


def test_what_the_linter_forbids_is_forbidden_here_but_a_signed_cause():
    [fault] = faults("We agree with all of it.\n\nThe rate is\nsignificantly higher for recorded offences.")

    assert fault.startswith("6: The rate is significantly higher") and "write higher or lower" in fault
    assert faults("Referrals fell because of a change of provider.") == []


@pytest.mark.parametrize(
    ("body", "cure"),
    [
        ("Text <script>alert()</script>", "HTML is not printed"), ("<p onclick='x'>Text</p>", "HTML is not printed"),
        ("<!-- hidden -->", "HTML is not printed"), ("![chart](https://example.org/a.png)", "pictures are not printed"),
        ("[x](javascript:alert)", "a link goes to"), ("[x](other.html)", "a link goes to"),
    ],
)  # fmt: skip
def test_what_is_unsafe_is_refused_in_words(body, cure):
    assert any(cure in fault for fault in faults(body))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("# A\n\n### B", "<h4>A</h4>\n<h5>B</h5>"),
        ("> so\n\n1. a\n2. b", "<blockquote>\n<p>so</p>\n</blockquote>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("[a](https://example.org/x) [b](#supply)", '<p><a href="https://example.org/x">a</a> <a href="#supply">b</a></p>'),
        ("[a](javascript:x) [b](page.html) ![c](https://example.org/c.png)", "<p><a>a</a> <a>b</a> </p>"),
        ("<b onclick=x>a</b><script>b</script><style>c</style>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;&lt;script&gt;b&lt;/script&gt;"
         "&lt;style&gt;c&lt;/style&gt;</p>"),
    ],
)  # fmt: skip
def test_html_is_plain_and_safe(body, html):
    assert to_html(body) == html
