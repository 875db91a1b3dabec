"""Which offences of the Metropolitan Police Service's tables are which of ours.

The publisher groups an offence twice (major, minor); the minor text decides here. It was respelled over the years, so
letters and figures only are compared. A minor text not listed, in a group that ours come from or of a name like theirs, is
refused by name: were it left out, a renamed offence would look like a fall to zero.
"""

from pathlib import Path

import pandas as pd

from pipeline.publishers.reading import column, plain, refuse, row_fault

MAJOR = ("MajorText", "Major Category", "Group", "Offence Group")
MINOR = ("MinorText", "Minor Category", "SubGroup", "Offence Subgroup")

_OURS = {
    "drug_possession": ("Possession of Drugs",),
    "drug_trafficking": ("Trafficking of Drugs", "Drug Trafficking"),
    "weapon_possession": (
        "Possession of Weapons", "Possession of Article with Blade or Point", "Possession of Firearm with Intent",
        "Possession of Firearms Offences", "Possession of Other Weapon", "Other Firearm Offences",
    ),
    "violence_with_injury": ("Violence with Injury",),
    "homicide": ("Homicide",),
    "personal_robbery": ("Robbery of Personal Property",),
    # One group to 2023, then split in two; a few are still recorded under the name of 2017 to 2019.
    "residential_burglary": (
        "Domestic Burglary", "Burglary - Residential", "Res Burglary of a Home", "Res Burglary of Unconnected Building",
    ),
    "theft_from_person": ("Theft from the Person", "Theft from Person"),
    "vehicle_offences": (
        "Aggravated Vehicle Taking", "Interfering with a Motor Vehicle", "Theft from a Vehicle",
        "Theft from a Motor Vehicle", "Theft or Unauth Taking of a Motor Veh", "Theft or Taking of a Motor Vehicle",
    ),
}  # fmt: skip
# Known, and none of ours, in the groups that ours come from.
_OTHERS = (
    "Burglary Business and Community", "Non-Domestic Burglary", "Robbery of Business Property", "Bicycle Theft",
    "Other Theft", "Shoplifting", "Violence without Injury", "Stalking and Harassment",
    "Death Serious Injury Illegal Driving", "Forgery or Use of Drug Prescription",
)  # fmt: skip
_GROUPS = {
    plain(group)
    for group in (
        "Drug Offences", "Possession of Weapons", "Violence Against the Person", "Robbery", "Burglary", "Theft",
        "Vehicle Offences",
    )
}  # fmt: skip
_TELLING = (
    "drug", "weapon", "firearm", "blade", "knife", "injury", "homicide", "murder", "robbery", "burglary", "vehicle",
    "theftfrom",
)  # fmt: skip
OFFENCE_OF = {plain(name): offence for offence, names in _OURS.items() for name in names}
NOT_OURS = {plain(name) for name in _OTHERS}


def offences(path: Path, frame: pd.DataFrame) -> pd.Series:
    """Return which of our offences each row counts, empty for others; the index is the row in the file.

    Raises PipelineError naming each minor text that could be one of ours and is not listed.
    """
    major, minor = column(frame, *MAJOR).map(plain), column(frame, *MINOR)
    keys = minor.map(plain)
    listed = keys.isin(OFFENCE_OF) | keys.isin(NOT_OURS)
    like_ours = major.isin(_GROUPS) | keys.map(lambda key: any(word in key for word in _TELLING))
    new = minor[~listed & like_ours].drop_duplicates()
    refuse(
        path,
        [row_fault(path, row, str(minor.name), name, "is an offence not known here") for row, name in new.items()],
        "Say in pipeline/publishers/met_offences.py which of our offences it counts, or that it is none of them.",
    )
    return keys.map(OFFENCE_OF).fillna("")
