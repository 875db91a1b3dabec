"""Secondary suppression: hide the fewest further cells that leave every small count open, then ask the auditor.

Each cell that can be worked back gets the cheapest set that frees it (integer programming); sets that later ones make
needless are shown again. The result depends on the figures and their order only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.disclosure.auditor import Range, audit, leaks, missing
from pipeline.disclosure.groups import AllInOne, all_in_one
from pipeline.disclosure.knowledge import Known
from pipeline.disclosure.pruning import spare
from pipeline.disclosure.relations import Relation
from pipeline.disclosure.rules import Rule
from pipeline.disclosure.search import additions
from pipeline.disclosure.sheet import Sheet

# How far to look for cells to hide: the tables themselves, those that share a cell with them, and so on.
_RINGS = 4


@dataclass(frozen=True)
class Pattern:
    """What is hidden: `primary` because it is small, `secondary` to protect those.

    `blank`: tables that are not printed at all, because even their pattern would say too much of so few people.
    `ranges`: what a reader can work out of each.  `groups`: totals of which all are in one part, for a person to judge.
    """

    primary: frozenset[str]
    secondary: frozenset[str]
    blank: frozenset[str]
    ranges: tuple[Range, ...]
    groups: tuple[AllInOne, ...]

    @property
    def hidden(self) -> frozenset[str]:
        """Every cell that must not be printed."""
        return self.primary | self.secondary

    @property
    def leaks(self) -> tuple[Range, ...]:
        """The small cells that can still be worked back: what gives them away is outside these tables."""
        return tuple(found for found in self.ranges if not found.passes)

    @property
    def safe(self) -> bool:
        """Whether the audit passes."""
        return not self.leaks


def control(
    counts: Mapping[str, int], relations: Iterable[Relation], rule: Rule,
    elsewhere: Mapping[str, Known] | None = None, structural: frozenset[str] = frozenset(),
) -> Pattern:  # fmt: skip
    """Return which cells to hide so that the audit passes, or passes as nearly as these tables can make it.

    `counts`: every cell to be printed, totals too.  `elsewhere`: what other documents, earlier editions and London's
    tables say of the same cells; they cannot be hidden here.  `structural`: cells that can only be 0: always shown.
    """
    sheet = Sheet.of(counts, relations, rule, elsewhere or {}, structural)
    if rule.secondary:
        sheet = _enough(sheet)
        sheet = sheet.hiding(sheet.secondary - spare(sheet))
        # What was shown again was judged by the cells near it; should a far one need it, it comes back here.
        sheet = _without_whole_tables(_enough(sheet))
        sheet = sheet.hiding(sheet.secondary | _small_groups(sheet))
    known = sheet.known()
    secondary = (sheet.secondary | sheet.blank_cells) - sheet.primary
    groups = all_in_one(known, sheet.relations)
    return Pattern(sheet.primary, secondary, sheet.blank, audit(known, sheet.relations), groups)


def _enough(sheet: Sheet) -> Sheet:
    """Add cells table by table, then over ever wider rings of tables, until nothing leaks or nothing helps."""
    for ring in range(_rings(sheet)):
        found = leaks(sheet.known(), sheet.relations, sheet.truth)
        for cell in found:
            sheet = sheet.hiding(sheet.secondary | additions(sheet, cell, ring))
        if not found:
            break
    return sheet


def _without_whole_tables(sheet: Sheet) -> Sheet:
    """Where hiding single cells cannot help, because their pattern says too much of so few people, print no table at all.

    Nobody can then tell a small cell from any other. Where even that leaves the cell open, something outside these
    tables shows it: the tables stay, and the audit says so.
    """
    for cell in leaks(sheet.known(), sheet.relations, sheet.truth):
        for ring in range(_rings(sheet)):
            tried = sheet.blanking(sheet.around(cell, ring))
            if missing(sheet.known(), sheet.relations, cell) and not missing(tried.known(), sheet.relations, cell):
                sheet = tried
                break
    return sheet


def _rings(sheet: Sheet) -> int:
    return min(len(sheet.tables), _RINGS)


def _small_groups(sheet: Sheet) -> frozenset[str]:
    """Hide one empty part more where all of a small group are in one: else each member's category is known."""
    empty = [
        [part for part in group.others if sheet.can_hide(part)]
        for group in all_in_one(sheet.known(), sheet.relations)
        if group.total in sheet.primary
    ]
    return frozenset(parts[0] for parts in empty if parts)
