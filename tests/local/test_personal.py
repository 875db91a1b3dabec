"""What leads to a person is seen; sums, years and roles are not. Names are put together here; numbers are Ofcom's for drama."""

import pytest

from pipeline.local.personal import personal_data


@pytest.mark.parametrize(
    "text",
    ["jane.doe@example.org", "Ask <j@example.org>.", "@jane", "020 7946 0123", "(020) 7946 0123", "02079460123", "020-7946-0123",
     "+44 20 7946 0123", "+44 (0)20 7946 0123", "0044 20 7946 0123", "01632 960123", "01632 960 123", "07700 900123",
     "07700900123", "+447700900123", "tel. 0808 157 0123"],
)  # fmt: skip
def test_ways_to_reach_a_person_are_seen(text):
    assert personal_data(text)


@pytest.mark.parametrize(
    "honorific", ["Mr", "Mrs", "Ms", "Dr", "Dr.", "dr", "Prof", "Professor", "Cllr", "Councillor", "CLLR"]
)
@pytest.mark.parametrize("name", ["Doe", "J. Doe", "\nDoe", "O'Doe"])
def test_names_after_an_honorific_are_seen(honorific, name):
    assert [one.kind for one in personal_data(f"Sent by {honorific} {name}, yesterday")] == ["names a person"]


@pytest.mark.parametrize(
    "text",
    [
        "2349399.34", "£2,349,399.34", "2022/23", "2022-09-30", "30/09/2022", "01.04.2022 to 31.03.2023", "0.0123456789",
        "E09000003",
        "2016-18 and 2017-19", "12 months to March 2022", "1,045 of 5,000", "sha256 0123456789abcdef", "0123-4567-8901-2345",
        "https://www.gov.uk/documents/0123456789", "the lead councillor", "a councillor for Health", "Director of Public Health",
        "MS Teams", "drug and DRR requirements", "5 @ £20 each", "NHS 111 and 116 123", "id,2021,0,300,400,500,600",
    ],
)  # fmt: skip
def test_sums_years_codes_and_roles_are_nobody(text):
    assert personal_data(text) == []


def test_all_of_a_text_is_told_in_its_order():
    found = personal_data("Ring 01632 960123 or write to a@example.org")

    assert [one.told for one in found] == [
        "'01632 960123' is a telephone number: give a role or an organisation",
        "'a@example.org' is an e-mail address: give a role or an organisation",
    ]
