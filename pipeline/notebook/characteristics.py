"""The protected characteristics, each with what is shown of people in treatment, or that nothing is and who is asked.

The Equality Act 2010 names nine; others that boards ask about stand below them.
"""

from typing import NamedTuple

import pandas as pd

from pipeline import findings
from pipeline.findings import Finding
from pipeline.indicators import CATALOGUE
from pipeline.notebook import evidence
from pipeline.notebook.context import bundle
from pipeline.notebook.page import put_table, slug
from pipeline.notebook.pathway import asked_for
from pipeline.tables import grid

ASKED_WHEN_STARTING = "disability-sexual-orientation-and-religion"  # the table of that caption
PROFILE, WARDS = "profile_in_treatment", "ward_population"


class Characteristic(NamedTuple):
    """A characteristic, the indicator that shows it ("" for none), where it stands, and who can say more.

    `asked` is a role, or else the indicator whose holder is asked.
    """

    name: str
    indicator: str = ""
    shown_in: str = ""
    asked: str = PROFILE


CHARACTERISTICS = (
    Characteristic("Age", "aged_50_and_over_in_treatment_share", "beside-aged_50_and_over_in_treatment_share"),
    Characteristic("Disability", "disability_share", ASKED_WHEN_STARTING),
    Characteristic("Gender reassignment"),
    Characteristic("Marriage and civil partnership"),
    Characteristic("Pregnancy and maternity"),
    Characteristic("Race", "ethnicity_representation", "beside-ethnicity_representation"),
    Characteristic("Religion or belief", "religion_share", ASKED_WHEN_STARTING),
    Characteristic("Sex", "women_in_treatment_share", "beside-women_in_treatment_share"),
    Characteristic("Sexual orientation", "sexual_orientation_share", ASKED_WHEN_STARTING),
)
ALSO = (
    Characteristic("Parents and children", "parents_living_with_children_share"),
    Characteristic("Care leavers", asked="Family Services, as corporate parent"),
    Characteristic("Carers", asked="Adult Social Care, which assesses carers"),
    Characteristic("People without a home", "housing_problem_share"),
    Characteristic("Deprivation of the home area", asked="Nobody yet: health figures by small area are needed"),
    Characteristic("Ward of residence", asked=WARDS),
)


def characteristics(caption: str) -> None:
    """Put the protected characteristics in a table, each with its newest figure or a stated gap; then others asked about."""
    listed = [*CHARACTERISTICS, *ALSO]
    judged = [_level(one) for one in listed]
    frame = pd.DataFrame([_row(one, finding) for one, finding in zip(listed, judged, strict=True)])
    shown = grid(frame, [(name, name) for name in frame.columns], caption)
    shown["links"] = [one.shown_in if finding else "" for one, finding in zip(listed, judged, strict=True)]
    names = [one.indicator for one, finding in zip(listed, judged, strict=True) if finding]
    rows = [findings.headline_row(bundle(), name).to_frame().T for name in names]
    behind = pd.concat(rows).infer_objects() if rows else pd.DataFrame()
    source = (
        evidence.source_line(behind) if rows else "Source: no open table at hand holds one of them for this borough."
    )
    put_table(slug(caption), shown, evidence.export(behind) if rows else frame, source)


def _level(one: Characteristic) -> Finding | None:
    """The newest figure, nothing where there is none."""
    if not one.indicator:
        return None
    finding = findings.level(bundle(), one.indicator)
    return None if finding.kind == "gap" else finding


def _row(one: Characteristic, finding: Finding | None) -> dict[str, str]:
    asked = asked_for(one.asked) if one.asked in CATALOGUE else one.asked
    if finding is None:
        return {
            "Characteristic": one.name,
            "What is shown": f"No open table has it for {bundle().area.spoken}",
            "Newest figure": "[x]",
            "Who is asked": asked,
        }
    row, short = findings.headline_row(bundle(), one.indicator), CATALOGUE[one.indicator].short
    return {
        "Characteristic": one.name,
        "What is shown": f"{short[:1].upper()}{short[1:]}",
        "Newest figure": f"{evidence.single_value(row.to_dict())}, {row['period_label']}",
        "Who is asked": f"{asked}, for newer figures",
    }
