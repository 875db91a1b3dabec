"""The methods chapter: rules, breaks, sources, definitions and glossary, each from the one place that holds it."""

from pipeline.areas import AREAS
from pipeline.chapters import shipped_chapters, words_in_quotes
from pipeline.glossary import GLOSSARY
from pipeline.indicators import CATALOGUE
from pipeline.indicators.similar import METHOD, NAME, OFFICIAL
from pipeline.methods import METHODS
from pipeline.notebook.context import bundle
from pipeline.notebook.page import put_table
from pipeline.notebook.words import put_list
from pipeline.priorities import PRIORITIES
from pipeline.project import find_project
from pipeline.tables import grid


def method() -> None:
    """List the rules by which figures are compared."""
    put_list("method", [{"term": term, "text": text} for term, text in METHODS])


def similar() -> None:
    """Name the boroughs most alike to this one, and the method by which they were chosen."""
    names = ", ".join(AREAS[code].name for code in bundle().similar)
    peers = (
        f"The five most alike to {bundle().area.spoken}, nearest first: {names}."
        if names
        else "None: too few live here."
    )
    put_list("method", [{"term": NAME, "text": " ".join([peers, *METHOD, OFFICIAL])}])


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


def definitions() -> None:
    """List every indicator that the chapters show or compare with its definition and unit."""
    named = {word for chapter in shipped_chapters(find_project()) for word in words_in_quotes(chapter)}
    named |= {name for one in PRIORITIES for name in one.compared}
    used = [entry for entry in CATALOGUE.values() if entry.id in named]
    put_list("definitions", [{"term": f"{entry.name} ({entry.unit})", "text": entry.definition} for entry in used])


def glossary() -> None:
    """List the glossary."""
    put_list("glossary", [{"term": term, "text": text} for term, text in GLOSSARY.items()])
