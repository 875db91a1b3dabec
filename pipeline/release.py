"""What a release of a source and an edition of the report are; reading them: editions.py. Importing this is quick."""

import base64
import io
import json
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.project import Audience

if TYPE_CHECKING:
    import pandas as pd

LATEST = "latest"
KEY = ["indicator", "area_code", "period_type", "period_label", "group_type", "group"]  # what names an indicator's row
FIGURES = ["numerator", "denominator", "value", "lower", "upper"]


@dataclass(frozen=True)
class Release:
    """One publisher's issue of one source: its name, its folder and its provenance record."""

    release: str
    folder: Path
    provenance: dict[str, Any]

    @property
    def issue(self) -> str:
        """What the publisher calls it: "2026-04" of a revision kept as "2026-04.r02"."""
        return issue_of(self.release)


def issue_of(release: str) -> str:
    """Return a release's name without the mark of a revision, which is ours (pipeline.fetch.releases)."""
    return re.sub(r"\.r\d\d$", "", release)


@dataclass(frozen=True)
class Edition:
    """The state of the whole report; `date` (ISO) is the latest day on which a published source was accessed.

    `audience`: for whom it was loaded; only the partnership's own has the files of restricted folders.
    """

    id: str
    date: str
    releases: dict[str, Release]
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True)
class Kept:
    """What was published in an edition: its protected public rows, and what was said and asked of one borough.

    `other` names the sources whose figures are others in the edition that it stands beside; `definitions` hold the
    sha256 of the code behind each indicator, then. Findings and recommendations are records of pipeline.changes.
    """

    id: str
    date: str
    rows: "pd.DataFrame"
    definitions: dict[str, str] = field(default_factory=dict)
    other: tuple[str, ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    recommendations: tuple[dict[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The whole of it as JSON, packed: rows as Parquet, records squeezed, both in base64; the same for the same."""
        rows = self.rows.to_parquet(index=False, compression="zstd", compression_level=19)
        said = {name: getattr(self, name) for name in _SAID}
        packed = zlib.compress(json.dumps(said, sort_keys=True, ensure_ascii=False).encode(), 9)
        return {"id": self.id, "date": self.date, "rows": _text(rows), "said": _text(packed)}

    @classmethod
    def from_json(cls, facts: dict[str, Any] | None) -> "Kept | None":
        """Return what `to_json` gave; None for nothing."""
        if facts is None:
            return None
        import pandas as pd  # noqa: PLC0415

        said = json.loads(zlib.decompress(base64.b64decode(facts["said"])))
        lists = {name: tuple(said[name]) for name in _SAID if name != "definitions"}
        rows = pd.read_parquet(io.BytesIO(base64.b64decode(facts["rows"])))
        return cls(facts["id"], facts["date"], rows, said["definitions"], **lists)


def open_to_all(rows: "pd.DataFrame", audience: Audience) -> "pd.DataFrame":
    """Return the rows that can be compared with what was published: partners see their own tables otherwise."""
    return rows if audience == Audience.PUBLIC else rows[~rows["source"].str.startswith("local_")]


_SAID = ("definitions", "other", "findings", "recommendations")


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
