"""London boroughs most alike in age, ethnicity and deprivation: our own list, background to a value, never a verdict."""

import pandas as pd

from pipeline.areas import BOROUGH_CODES, CITY_OF_LONDON
from pipeline.indicators.indicator import CATALOGUE, FROM_COUNTS

NAME = "London boroughs most alike in age, ethnicity and deprivation (our own list)"
PEERS = 5
METHOD = (
    "Similar boroughs are the five London boroughs most alike in age, ethnicity and deprivation: our own list.",
    "Each borough is described by nine figures: the shares of residents aged under 15, 15 to 29, 50 to 64 and 65 and over"
    " (newest mid-year estimates held), the shares of Asian, Black, Mixed and Other residents (Census 2021) and the average score"
    " of the English Indices of Deprivation 2025.",
    "Each figure is put on one scale (less the mean of 32 boroughs, divided by their standard deviation), and the distance"
    " between two boroughs is the square root of the summed squared differences.",
    "The City of London is left out, as so few people live there.",
    "The value of the five is the sum of their counts divided by the sum of their denominators, never a mean of rates; it is"
    " not available while one of the five has no count.",
    "It gives no status: nothing is called better or worse, higher or lower than the similar boroughs.",
)
OFFICIAL = (
    "The official list of similar areas by NHS England is not held here: it compares councils of all England, and data/raw/local"
    " holds no copy of it."
)
AGES = {"under 15": (0, 14), "15 to 29": (15, 29), "50 to 64": (50, 64), "65 and over": (65, 120)}
ETHNIC_GROUPS = ("Asian", "Black", "Mixed", "Other")
SOURCES = ("ons_population", "ons_census", "imd")
_NONE: dict[str, list] = {"area_code": [], "peer": [], "place": [], "distance": []}
_SAME = ["indicator", "period_type", "period_label", "group_type", "group"]


def similar_boroughs(observations: pd.DataFrame) -> pd.DataFrame:
    """Return for each borough its five nearest: area_code, peer, place (1 is the most alike), distance.

    Empty while one of the three sources is not at hand.
    """
    features = _features(observations)
    if features.empty:
        return pd.DataFrame(_NONE).astype({"area_code": "str", "peer": "str"})
    scaled = (features - features.mean()) / features.std()
    pairs = scaled.reset_index(names="area_code").merge(
        scaled.reset_index(names="peer"), how="cross", suffixes=("", "_peer")
    )
    apart = sum((pairs[name] - pairs[f"{name}_peer"]) ** 2 for name in features) ** 0.5
    pairs = pairs.assign(distance=apart)[["area_code", "peer", "distance"]].query("area_code != peer")
    nearest = pairs.sort_values(["area_code", "distance", "peer"])
    place = nearest.groupby("area_code").cumcount() + 1
    return nearest.assign(place=place).query("place <= @PEERS").reset_index(drop=True)


def _features(observations: pd.DataFrame) -> pd.DataFrame:
    sources = {name: observations[observations["source"] == name] for name in SOURCES}
    if any(rows.empty for rows in sources.values()):
        return pd.DataFrame()
    tables = (_ages(sources["ons_population"]), _ethnic_groups(sources["ons_census"]), _deprivation(sources["imd"]))
    boroughs = [code for code in BOROUGH_CODES if code != CITY_OF_LONDON.code]
    return pd.concat(tables, axis=1).reindex(boroughs).dropna()


def _ages(population: pd.DataFrame) -> pd.DataFrame:
    bands = population[population["age"] != "all ages"]
    latest = bands[bands["period_end"] == bands["period_end"].max()]
    start = latest["age"].str.extract(r"^(\d+)", expand=False).astype(int)
    whole = latest.groupby("area_code")["value"].sum()
    shares = {
        name: latest[start.between(*ends)].groupby("area_code")["value"].sum() / whole for name, ends in AGES.items()
    }
    return pd.DataFrame(shares)


def _ethnic_groups(census: pd.DataFrame) -> pd.DataFrame:
    groups = census[census["category_type"] == "ethnic group"]
    broad = groups.assign(broad=groups["category"].str.split(" | ", regex=False).str[0])
    counts = broad.pivot_table(index="area_code", columns="broad", values="value", aggfunc="sum")
    return counts.div(counts.sum(axis=1), axis=0)[list(ETHNIC_GROUPS)]


def _deprivation(imd: pd.DataFrame) -> pd.DataFrame:
    score = imd[imd["measure"] == "imd2025_average_score"]
    return score.set_index("area_code")[["value"]].rename(columns={"value": "deprivation"})


def with_similar(rows: pd.DataFrame, peers: pd.DataFrame) -> pd.DataFrame:
    """Return the table with `similar`: the value of the five together, where all of them have counts; else missing."""
    per = {name: entry.per for name, entry in CATALOGUE.items() if entry.kind in FROM_COUNTS and not entry.local}
    counted = rows["numerator"].notna() & (rows["denominator"] > 0) & rows["indicator"].isin(list(per))
    counts = rows.loc[counted & (rows["group_type"] != "ward"), ["area_code", *_SAME, "numerator", "denominator"]]
    if peers.empty:
        return rows.assign(similar=float("nan"))
    pairs = counts.rename(columns={"area_code": "peer"}).merge(peers[["area_code", "peer"]], on="peer")
    sums = pairs.groupby(["area_code", *_SAME], as_index=False).agg(
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), peers=("peer", "size")
    )
    value = sums["indicator"].map(per).astype("float64") * sums["numerator"] / sums["denominator"]
    complete = sums.assign(similar=value)[sums["peers"] == PEERS]
    keys = ["area_code", *_SAME]
    return rows.merge(complete[[*keys, "similar"]], on=keys, how="left", validate="m:1")
