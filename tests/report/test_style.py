"""How delivery stands never looks like a comparison, and can be told without its colour."""

import re
from pathlib import Path

import pytest

from pipeline.display import DELIVERY
from pipeline.report import stitch

CSS = (Path(stitch.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
STATUSES = [tone for tone in DELIVERY if tone != "delivery-none"]


def rule(tone):
    return re.search(rf"\.st\.{tone} {{([^}}]*)}}", CSS)[1]


def colour(tone):
    return re.search(r"border-color: (#[0-9a-f]{6})", rule(tone))[1]


def luminance(text):
    parts = [int(text[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast_on_white(text):
    return 1.05 / (luminance(text) + 0.05)


@pytest.mark.parametrize("tone", STATUSES)
def test_each_status_can_be_seen_on_white_and_has_no_colour_of_a_comparison(tone):
    of_comparisons = set(re.findall(r"--(?:teal|plum|navy): (#[0-9a-f]{6})", CSS))

    assert len(of_comparisons) == 3
    assert contrast_on_white(colour(tone)) >= 3
    assert colour(tone) not in of_comparisons


def test_its_word_is_dark_on_white():
    shared = re.search(r'\.st\[class\*="delivery-"\] {([^}]*)}', CSS)[1]
    ink = re.search(r"--ink: (#[0-9a-f]{6})", CSS)[1]

    assert "background: #fff; color: var(--ink)" in shared
    assert contrast_on_white(ink) >= 4.5


def test_red_and_green_differ_in_more_than_their_colour():
    without_colour = {tone: re.sub(r"border-color: \S+", "", rule(tone)).strip() for tone in STATUSES}

    assert without_colour["delivery-red"] != without_colour["delivery-green"]
    assert without_colour["delivery-red"] != without_colour["delivery-amber"]
