"""The methods chapter: rules, breaks, sources, definitions and glossary, each from the one place that holds it."""

from pipeline.areas import AREAS
from pipeline.glossary import GLOSSARY
from pipeline.indicators import CATALOGUE, Indicator
from pipeline.indicators.caveats import caveats_in
from pipeline.indicators.similar import METHOD, NAME, OFFICIAL
from pipeline.methods import METHODS
from pipeline.notebook.context import bundle
from pipeline.notebook.page import put_table
from pipeline.notebook.words import put_list
from pipeline.priorities import PRIORITIES
from pipeline.tables import grid

SHARED = 3  # a caveat of so many indicators is printed once, with their names
ACCESSIBILITY = (
    (
        "What it is made for",
        "The page is made to the Web Content Accessibility Guidelines 2.2, level AA. It is one file, works without a network "
        "and holds no script. It is called compliant in part, for the reasons below.",
    ),
    (
        "What a machine checks each time",
        "One title and one main heading, headings in order, a caption and named headings for every table, words in place of "
        "every chart, links that lead somewhere, the language of the page. The colours of charts are tested for contrast; "
        "every chart has its figures in a table and in a file, and no meaning rests on colour alone.",
    ),
    (
        "What a machine checks with each change of the program",
        "On one borough's pages, in a browser, wide and narrow, with everything opened: the rules of the axe checker, the order "
        "of the keyboard, wider spacing of text, a reader's own colours, no motion. The PDF that the program prints has tags, "
        "bookmarks, words in place of every chart and the tables behind charts in an annex; it is not tested against PDF/UA.",
    ),
    (
        "What nobody has checked yet",
        "No one who uses a screen reader, a magnifier, a keyboard alone or voice control has tested this page, and plain "
        "language has not been tested with readers. Wide tables must be moved sideways on a phone. Printed from a browser, "
        "the tables behind charts are left out.",
    ),
    (
        "If an answer does not help",
        "The Equality and Human Rights Commission enforces the accessibility regulations of 2018 for public bodies; the Equality "
        "Advisory and Support Service advises people who are not content with an answer.",
    ),
)
ANOTHER_FORMAT = "Ask for large print, Easy Read, braille, another language or the figures alone."


def method() -> None:
    """List the rules by which figures are compared."""
    put_list("method", [{"term": term, "text": text} for term, text in METHODS])


def similar(method: bool = True) -> None:
    """Name the boroughs most alike to this one, and the method by which they were chosen unless it stands elsewhere."""
    names = ", ".join(AREAS[code].name for code in bundle().similar)
    peers = (
        f"The five most alike to {bundle().area.spoken}, nearest first: {names}."
        if names
        else "None: too few live here."
    )
    how = [*METHOD, OFFICIAL] if method else []
    put_list("method", [{"term": NAME, "text": " ".join([peers, *how])}])


def breaks() -> None:
    """Put the register of breaks, provisional months and queries on the page as a table."""
    titles = {name: record["title"] for name, record in bundle().sources.items()}
    register = bundle().breaks.assign(
        from_month=bundle().breaks["month"].dt.strftime("%B %Y"),
        title=bundle().breaks["source"].map(lambda name: titles.get(name, name)),
        about=bundle().breaks["measure"].str.replace("_", " "),
    )
    columns = [
        ("Source", "title"),
        ("Figures", "about"),
        ("From", "from_month"),
        ("Kind", "kind"),
        ("What is known", "note"),
    ]
    shown = grid(register, columns, "Breaks, provisional figures and queries in the sources")
    export = register[["source", "measure", "from_month", "kind", "note"]]
    put_table("breaks", shown, export, "Source: read off the published tables by this project.")


def sources() -> None:
    """List every source behind this report with release, licence, attribution, caveats and where newer figures are."""
    items = []
    for record in bundle().sources.values():
        items.append(
            {
                "term": f"{record['publisher']}: {record['title']}",
                "text": f"Release {record['release']}. {record['attribution']} {record['newer']}",
                "licence": record["licence"],
                "caveats": " ".join(record["caveats"]),
            }
        )
    put_list("sources", items)


def caveats() -> None:
    """List every caveat that several indicators of this report share, each with the indicators it holds for."""
    items = [{"term": text, "text": f"Holds for: {'; '.join(names)}."} for text, names in _shared().items()]
    put_list("definitions", items)


def definitions() -> None:
    """List every indicator that the chapters show or compare with its definition, its unit and the caveats of its own."""
    shared = _shared()
    items = []
    for entry in _reported():
        own = " ".join(text for text in _held(entry) if text not in shared)
        item = {"term": f"{entry.name} ({entry.unit})", "text": entry.definition}
        items.append(item | ({"caveats": own} if own else {}))
    put_list("definitions", items)


def _held(entry: Indicator) -> tuple[str, ...]:
    """The caveats of an indicator that are true of the release at hand."""
    return caveats_in(entry, str(bundle().sources.get(entry.sources[0], {}).get("release", "")))


def _reported() -> list[Indicator]:
    """The indicators that the chapters name or compare, in the order of the catalogue."""
    named = {*bundle().named} | {name for one in PRIORITIES for name in one.compared}
    return [entry for entry in CATALOGUE.values() if entry.id in named]


def _shared() -> dict[str, list[str]]:
    """The caveats that several of them have, the most common first, each with the names of its indicators."""
    held: dict[str, list[str]] = {}
    for entry in _reported():
        for text in _held(entry):
            held.setdefault(text, []).append(entry.name)
    common = [item for item in held.items() if len(item[1]) >= SHARED]
    return dict(sorted(common, key=lambda item: -len(item[1])))


def accessibility() -> None:
    """Say what of this page was checked for everybody's use, what was not, and how to ask for another form of it."""
    contact = bundle().local.partnership.contact or "to be completed by the partnership"
    items = [*ACCESSIBILITY, ("Another format", f"{ANOTHER_FORMAT} Contact: {contact}.")]
    put_list("method", [{"term": term, "text": text} for term, text in items])


def glossary() -> None:
    """List the glossary."""
    put_list("glossary", [{"term": term, "text": text} for term, text in GLOSSARY.items()])
