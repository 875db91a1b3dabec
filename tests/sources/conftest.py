import csv
from pathlib import Path

import pytest

from pipeline.editions import load_edition
from pipeline.project import Project
from pipeline.sources import SOURCES, read_observations
from pipeline.sources.source import read_table


@pytest.fixture
def read(tmp_path):
    """Read one table of a source from an invented drawing with | between cells; observations, one dict a row."""

    def read_drawing(source, file, drawing):
        lines = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
        with (tmp_path / file).open("w", encoding="utf-8", newline="") as raw:
            csv.writer(raw).writerows(lines)
        [table] = [table for table in SOURCES[source].tables if table.file == file]
        return table.tidy(read_table(source, table, tmp_path)).to_dict("records")

    return read_drawing


@pytest.fixture(scope="session")
def carried():
    """All observations of the figures that are committed."""
    project = Project(Path(__file__).parents[2])
    return read_observations(project, load_edition(project))
