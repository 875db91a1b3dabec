"""The 21 tables, in order of their codes."""

from pipeline.dropins.community import COMMUNITY
from pipeline.dropins.table import DropIn
from pipeline.dropins.treatment import TREATMENT

TABLES: tuple[DropIn, ...] = tuple(sorted((*TREATMENT, *COMMUNITY), key=lambda table: int(table.code[1:])))
BY_SOURCE = {table.source: table for table in TABLES}
