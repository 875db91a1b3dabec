"""Invented chapters: notebooks with display bundles, as a run leaves them. No figure describes a real place."""

import nbformat.v4 as nb

from pipeline.areas import find_area
from pipeline.display import output_data
from pipeline.editions import Edition, Release
from pipeline.report.request import Made, Page

BARNET = find_area("barnet")
HACKNEY = find_area("hackney")


def svg(title="Invented line chart", name="a"):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 300 100" aria-labelledby="{name}-t">'
        f'<title id="{name}-t">{title}</title><path d="M10 90L290 20" stroke="#12436D" fill="none"/></svg>'
    )


def facts(kind, area=BARNET, **more):
    return {"kind": kind, "area_code": area.code, **more}


def opening(chapter="supply", area=BARNET, title="Break drug supply chains", priority=1, **more):
    told = {"edition": "latest", "audience": "public", **more}
    return facts("chapter", area, chapter=chapter, title=title, priority=priority, area_name=area.name, **told)


def csv():
    return {"name": "invented.csv", "columns": ["area", "value"], "rows": [["Barnet", 1.5], ["Nowhere", None]]}


def grid(rows=(("2024/25", "1.5"),)):
    columns = [{"label": "Year", "numeric": False}, {"label": "Rate", "numeric": True}]
    return {"caption": "Invented figures", "columns": columns, "rows": [list(row) for row in rows], "notes": []}


def figure(name="trend-a", area=BARNET, **more):
    drawn = {"wide": svg(name=f"{name}-w"), "narrow": svg(name=f"{name}-n")}
    words = {"headline": "A line goes up", "subtitle": "Invented rate, 2024/25", "alt": "Invented line chart",
             "source": "Source: invented.", "finding": "invented.figure", "notes": [], "svg": drawn,
             "table": grid(), "csv": csv()}  # fmt: skip
    return facts("figure", area, id=name, **{**words, **more})


def table(name="table-a", **more):
    return facts("table", id=name, **{"source": "Source: invented.", "table": grid(), "csv": csv(), **more})


def sentence(text="The line goes up.", link=""):
    return {"text": text, "finding": "barnet.invented.level", "link": link}


def answer(*sentences, area=BARNET):
    return facts("answer", area, sentences=list(sentences) or [sentence()])


def status(tone="higher", sign="▲", word="higher than London"):
    return {"tone": tone, "sign": sign, "word": word}


def row(name="Invented rate", value="3.4 (3.2 to 3.6)", judged=None, marks=None, link=""):
    return {"name": name, "period": "2024/25", "value": value, "london": "4.3", "england": "[x]", "link": link,
            "status": judged or status(), "marks": {"low": 0, "q1": 0.3, "q3": 0.6, "high": 1, "own": 0.7} if marks is None
            else marks}  # fmt: skip


def spine(*rows, name="compared-1"):
    return facts("spine", id=name, caption="Break drug supply chains", rows=list(rows) or [row()], notes=[], csv=csv())


def board(*findings):
    return facts("board", findings=list(findings) or [sentence()], cannot="How many people need help.",
                 evidence="Evidence: 3 current, 1 historical.", decisions=["Note this draft."])  # fmt: skip


def tiles(judged=None):
    tile = {"value": "3.4", "label": "offences per 1,000 residents", "period": "2024/25", "comparators": "London 4.3",
            "status": judged or status(), "link": ""}  # fmt: skip
    return facts("tiles", tiles=[tile])


def messages(number=1, *sentences):
    return facts(
        "messages", priority=number, title="Break drug supply chains", sentences=list(sentences) or [sentence()]
    )


def listing(role, *items):
    return facts("list", role=role, items=list(items))


def prose(text):
    return nb.new_markdown_cell(text)


def cell(*bundles, source="show()", tags=(), outputs=(), count=1):
    shown = [nb.new_output("display_data", data=output_data(bundle, "<p>light</p>")) for bundle in bundles]
    code = nb.new_code_cell(source, execution_count=count, outputs=[*shown, *outputs])
    code.metadata["tags"] = list(tags)
    return code


def notebook(*cells):
    return nb.new_notebook(cells=[one if "cell_type" in one else cell(one) for one in cells])


def edition(*sources):
    told = {"title": "Invented figures", "publisher": "Nobody", "licence": "Open Government Licence v3.0",
            "attribution": "Invented.", "accessed": "2026-11-22",
            "files": {"a.csv": {"sha256": "0" * 64, "rows": 1}}}  # fmt: skip
    releases = {name: Release("2026-04", None, {**told, "source": name}) for name in sources or ("mps_recorded_crime",)}
    return Edition("latest", "2026-11-22", releases)


def page_notebooks(area=BARNET):
    front = [prose("# Summary\n\nWhat one page can hold."), opening("summary", area, "Summary", None)]
    supply = [prose("# Break drug supply chains\n\nWhy it matters."), opening("supply", area)]
    return {
        "summary": notebook(*front, {**board(sentence(link="trend-a")), "area_code": area.code}),
        "supply": notebook(
            *supply, answer(sentence(link="trend-a"), area=area), prose("## Over time"), figure(area=area)
        ),
    }


def about(area=BARNET, **more):
    """What a page is about; its command and its notebook are invented."""
    made = Made(f"cdp build {area.slug}", {"supply": "3f2a9c1b" * 8})
    return Page(**{"area": area, "edition": edition(), "made": made, **more})


def card(name="recommendation-a", status=None, **more):
    words = {"eyebrow": "Recommendation 1. Draft for the partnership", "title": "Agree what nobody invented.",
             "facts": [{"term": "Owner", "text": "to be agreed"}, {"term": "Kept under", "text": "a.b"}],
             "sentences": [sentence()], "notes": []}  # fmt: skip
    return {"id": name, "status": status, **words, **more}


def cards(*held, role="recommendations"):
    return facts("cards", role=role, cards=list(held) or [card()])
