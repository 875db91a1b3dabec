"""Group disclosure: everyone in a group falls into one category, so that each member's category is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.relations import Relation, Sum


@dataclass(frozen=True)
class AllInOne:
    """All of a total are in one part, and a reader can tell: every other part is shown as none."""

    total: str
    part: str
    others: tuple[str, ...]
    where: str

    def __str__(self) -> str:
        """The fact in words, for a report."""
        return f"{self.total}: all are in {self.part}" + (f" ({self.where})" if self.where else "")


def all_in_one(known: Mapping[str, Known], relations: Iterable[Relation]) -> tuple[AllInOne, ...]:
    """Return the totals of two parts or more of which all but one are shown as 0 (a total shown as 0 is no group)."""
    found = []
    for relation in relations:
        if isinstance(relation, Sum) and len(relation.parts) > 1 and not _none(known.get(relation.total)):
            left = [part for part in relation.parts if not _none(known.get(part))]
            others = tuple(part for part in relation.parts if part not in left)
            found += [AllInOne(relation.total, left[0], others, relation.where)] if len(left) == 1 else []
    return tuple(found)


def _none(what: Known | None) -> bool:
    return what is not None and what.high == 0
