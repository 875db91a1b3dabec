"""An invented source that no contract knows, and invented releases of it, drawn as tables."""

from pipeline.observations import observations
from pipeline.periods import with_periods
from pipeline.sources.columns import area_code, code, number, table, text
from pipeline.sources.source import Source, Table

HEADER = "area_code | measure | period | unit | value | lower | upper"


def _tidy(frame):
    counted = frame["unit"].isin(["people"])
    return observations(with_periods(frame.assign(numerator=frame["value"].where(counted))))


INVENTED = Source(
    id="invented",
    title="Invented figures",
    publisher="Nobody",
    newer="None.",
    tables=(
        Table(
            "figures.csv",
            table(
                area_code=area_code("E12000007", "E92000001"),
                measure=text(),
                period=code(r"[-0-9/ to]+", "a period"),
                unit=text(),
                value=number(empty=True),
                lower=number(empty=True),
                upper=number(empty=True),
            ),
            _tidy,
            key=("area_code", "measure", "period"),
        ),
    ),
    optional=True,
)


def release(place, name, rows, header="area_code | measure | period | unit | value"):
    """Write a release of the invented source from rows drawn with bars; columns that are not drawn are empty."""
    folder = place / name
    folder.mkdir(parents=True)
    names = [cell.strip() for cell in header.split("|")]
    drawn = [
        dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) for line in rows.strip().splitlines()
    ]
    columns = [cell.strip() for cell in HEADER.split("|")]
    lines = [",".join(row.get(column, "") for column in columns) for row in drawn]
    (folder / "figures.csv").write_text("\n".join([",".join(columns), *lines, ""]), encoding="utf-8")
    return folder
