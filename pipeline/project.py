"""Where things are: one folder holds notebooks, figures and reports, wherever the command is run from."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import PipelineError

PROJECT_VARIABLE = "CDP_PROJECT"
BUNDLE_VARIABLE = "CDP_BUNDLE"  # names the file of figures that a running notebook reads
# Records of this program in a borough's folder: what is signed (pipeline.signing), what was decided about changes between
# editions (pipeline.changes). They are no figures, and no input of a run.
SIGNED, REVIEW = "signed.toml", "review.toml"


class Audience(StrEnum):
    """Who may read the output: everybody, or the partnership only. Restricted sources never reach the public."""

    PUBLIC = "public"
    PARTNERS = "partners"


@dataclass(frozen=True)
class Project:
    """The project's folders."""

    root: Path

    @property
    def raw(self) -> Path:
        """Figures as carried over or downloaded; never edited."""
        return self.root / "data" / "raw"

    @property
    def notebooks(self) -> Path:
        """One notebook for each chapter."""
        return self.root / "notebooks"

    @property
    def observations(self) -> Path:
        """The tidy table of everything published."""
        return self.root / "data" / "processed" / "observations.parquet"

    def indicators(self, audience: Audience) -> Path:
        """The protected table that everything downstream reads."""
        return self.root / "data" / "processed" / audience / "indicators.parquet"

    def reports(self, audience: Audience) -> Path:
        """Reports of this audience; partners' ones never share a folder with public ones."""
        reports = self.root / "reports"
        return reports if audience == Audience.PUBLIC else reports / audience


def find_project() -> Project:
    """Return the project named by CDP_PROJECT, or the one around the working folder, or the one this package is in."""
    named = os.environ.get(PROJECT_VARIABLE)
    here = Path.cwd()
    places = [Path(named)] if named else [here, *here.parents, Path(__file__).parent.parent]
    for place in places:
        if (place / "notebooks").is_dir() and (place / "data" / "raw").is_dir():
            return Project(place.resolve())
    raise PipelineError(
        f"No project found from {places[0]}: a folder with notebooks/ and data/raw/ is expected.\n"
        f"Run the command inside the project, or set {PROJECT_VARIABLE} to its folder."
    )
