"""What must hold of police figures: offences by borough, ward and small area, knife crime, custody and seizures."""

import numpy as np
import pandas as pd

from pipeline.areas import AREAS
from pipeline.contracts.contract import WITHOUT_CITY, Contract, Known, Tables, part_of, rule, rules
from pipeline.contracts.views import side_by_side, summed, table
from pipeline.sources.mps_recorded_crime import LSOA_MONTHS

# The most in one borough and month up to 2026 is 4,101 (theft from the person, Westminster, December 2024).
MOST_OFFENCES = 10_000
MOST_IN_ENGLAND = 33_755  # small areas of England ranked by the Indices of Deprivation 2025
# Wards and boroughs are counted apart and revised apart: wards exceed their borough by 1.1 per cent at most in what is
# held (violence with injury, Islington 2024/25). More than this is no matter of counting.
ALLOWANCE = 0.02

_CARNIVAL = Known(
    "Notting Hill Carnival",
    ("08",),
    frozenset(code for code, area in AREAS.items() if area.name in {"Kensington and Chelsea", "Westminster"}),
    ("drug_possession", "weapon_possession", "violence_with_injury", "personal_robbery", "theft_from_person"),
)
_PANDEMIC = Known(
    "restrictions of the pandemic",
    tuple(f"{month:%Y-%m}" for month in pd.period_range("2020-03", "2021-04", freq="M")),
    measures=("theft_from_person", "personal_robbery", "residential_burglary", "vehicle_offences", "violence_with_injury"),
)  # fmt: skip


def _wards_beside_boroughs(tables: Tables) -> pd.DataFrame:
    """Wards together beside their borough in the same months, where all twelve months are held."""
    keys = ["area_code", "offence", "period"]
    wards = summed(tables["ward.csv"], "count", "wards", *keys)
    parts = [_over_months(tables, period) for period in wards["period"].unique()]
    return wards.merge(pd.concat(parts), on=keys, validate="one_to_one")


def _over_months(tables: Tables, period: str) -> pd.DataFrame:
    monthly = tables["borough_monthly.csv"]
    first, last = period.split(" to ")
    held = monthly[(monthly["month"] >= first) & (monthly["month"] <= last)]
    counts = summed(held, "count", "borough", "area_code", "offence").assign(period=period)
    return counts if held["month"].nunique() == 12 else counts.iloc[:0]


def _small_areas_beside_boroughs(tables: Tables) -> pd.DataFrame:
    """Drug offences of small areas together beside possession and trafficking of their borough in the same months."""
    areas = tables["lsoa_deprivation.csv"]
    dated = areas.assign(period=areas.get("period", LSOA_MONTHS))
    keys = ["area_code", "period"]
    small = summed(dated, "drug_offences_12m", "small_areas", *keys)
    parts = pd.concat([_over_months(tables, period) for period in small["period"].unique()])
    drugs = parts[parts["offence"].isin(["drug_possession", "drug_trafficking"])]
    return small.merge(summed(drugs, "borough", "borough", *keys), on=keys, validate="one_to_one")


def _decile(frame: pd.DataFrame) -> pd.Series:
    return np.ceil(frame["imd2025_rank"] * 10 / MOST_IN_ENGLAND) == frame["imd2025_decile"].astype(int)


RECORDED_CRIME = Contract(
    since="2010-04",
    boroughs=WITHOUT_CITY,  # the City of London is another force's
    rules=(
        rules(
            "borough_monthly.csv",
            table("borough_monthly.csv", "area_code", "offence", "month", "count"),
            rule(f"a month's offences are at most {MOST_OFFENCES:,}", lambda frame: frame["count"] <= MOST_OFFENCES),
        ),
        rules(
            "ward.csv",
            _wards_beside_boroughs,
            rule(
                f"wards together are at most {ALLOWANCE:.0%} above their borough",
                lambda frame: frame["wards"] <= frame["borough"] * (1 + ALLOWANCE),
            ),
        ),
        rules(
            "ward.csv",
            _wards_beside_boroughs,
            rule("wards together exceed their borough, not explained", lambda frame: frame["wards"] <= frame["borough"]),
            doubt=True,
        ),
        rules(
            "lsoa_deprivation.csv",
            table("lsoa_deprivation.csv", "lsoa_code", "area_code", "imd2025_rank", "imd2025_decile"),
            rule(f"a rank is 1 to {MOST_IN_ENGLAND:,}", lambda frame: frame["imd2025_rank"].between(1, MOST_IN_ENGLAND)),
            rule("a tenth follows from the rank", _decile),
        ),
        rules(
            "lsoa_deprivation.csv",
            _small_areas_beside_boroughs,
            rule(
                f"small areas together are at most {ALLOWANCE:.0%} above their borough",
                lambda frame: frame["small_areas"] <= frame["borough"] * (1 + ALLOWANCE),
            ),
        ),
    ),
    known=(_CARNIVAL, _PANDEMIC),
)  # fmt: skip

KNIFE_CRIME = Contract(
    since="2022-03",
    boroughs=WITHOUT_CITY,
    rules=(
        rules(
            "borough_monthly.csv",
            side_by_side("borough_monthly.csv", "offence", "count", "area_code", "month", "outcome"),
            part_of("knife_crime_with_injury", "knife_crime"),
        ),
    ),
)  # fmt: skip

CUSTODY = Contract(since="2021-01")


def _seizures(tables: Tables) -> pd.DataFrame:
    counted = tables["police_force.csv"].query("unit == 'count'")
    return side_by_side("police_force.csv", "drug", "value", "police_force", "period")({"police_force.csv": counted})


SEIZURES = Contract(
    since="2009-04",
    rules=(
        rules(
            "police_force.csv",
            _seizures,
            *(part_of(part, "all_drugs") for part in ("class_a", "class_b")),
            *(part_of(part, "class_a") for part in ("cocaine", "crack", "heroin")),
            part_of("cannabis", "class_b"),
        ),
    ),
)
