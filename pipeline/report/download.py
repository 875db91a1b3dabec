"""The figures behind a chart as a file inside the page: a link that works offline and can be searched as text."""

from urllib.parse import quote

from pipeline.display import Csv
from pipeline.tables import csv_text

# Excel reads UTF-8 only when the file says so.
_BYTE_ORDER_MARK = "\ufeff"


def csv_address(table: Csv) -> str:
    """Return the table as a data: address; percent-encoded, not base64, so that a search finds what is in it."""
    return "data:text/csv;charset=utf-8," + quote(_BYTE_ORDER_MARK + csv_text(table), safe=",;:/()!*@$")
