"""The partnership's own tables L0 to L20, as data: their columns, how a file is read and checked, and who has supplied which."""

from pipeline.dropins.folder import Held, extract_date, held_by, held_tables, tables_at_hand
from pipeline.dropins.reading import read_table
from pipeline.dropins.scaffold import dictionary, init_tables, template
from pipeline.dropins.table import Column, DropIn
from pipeline.dropins.tables import BY_SOURCE, TABLES

__all__ = [
    "BY_SOURCE", "TABLES", "Column", "DropIn", "Held", "dictionary", "extract_date", "held_by", "held_tables", "init_tables",
    "read_table", "tables_at_hand", "template",
]  # fmt: skip
