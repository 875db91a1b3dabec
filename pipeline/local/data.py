"""What a borough says of itself: small records from its own files, each with the paper it stands in.

Every record is plain text and tuples, so that a bundle carries it as JSON. A number in a record is printed as its source
prints it and is never computed with, except where a field says so.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any, Self, get_args, get_origin, get_type_hints

from pipeline.local.brand import Brand
from pipeline.local.strategy import Claim, KeyMessage, LocalMeasure, LocalPriority, Strategy  # noqa: F401 - all records from here


@dataclass(frozen=True)
class Partnership:
    """The partnership as it calls itself: `scope` is "drugs" or "drugs and alcohol"; roles, never people."""

    name: str = ""
    short: str = ""
    scope: str = ""
    standing: str = ""  # sub-group of which boards, or stand-alone
    sro_role: str = ""
    chair_role: str = ""
    meets: str = ""
    contact: str = ""  # a team, never a person
    source: str = ""


@dataclass(frozen=True)
class Board:
    """A board that the partnership reports to; `kind` is hwb, csp or other; `leads` is what it watches over."""

    id: str
    kind: str
    name: str
    leads: str = ""
    receives: str = ""
    source: str = ""


@dataclass(frozen=True)
class Milestone:
    """A step with its date (ISO day or month, empty where none is set); `status` is planned, done or conflict."""

    id: str
    what: str
    due: str
    status: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Member:
    """A seat in the partnership: organisation and role only."""

    organisation: str
    role: str
    seat: str  # chair, vice-chair, member, invited
    source: str


@dataclass(frozen=True)
class Conflict:
    """Two statements of the papers that cannot both be right: both are kept, neither is printed as fact."""

    id: str
    about: str
    one: str
    other: str
    one_source: str
    other_source: str
    treated: str  # what this project does about it


@dataclass(frozen=True)
class Funding:
    """A sum with its years: `amount` in pounds as the paper prints it; `status` is budget, grant, planned or conflict."""

    id: str
    what: str
    amount: str
    years: str
    grant: str
    purpose: str
    status: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Service:
    """A service or other asset: who provides it, what it is and for whom."""

    id: str
    provider: str
    what: str
    for_whom: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class LocalFigure:
    """A figure that a paper printed about the borough; `status` is as published, conflict or query."""

    id: str
    priority: int
    what: str
    period: str
    value: str
    unit: str
    change: str
    change_unit: str
    london_change: str
    status: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Action:
    """One action of the delivery plan; `status` is blue (done), red, amber, green or empty: the partnership's judgement."""

    id: str
    action: str
    priority: int
    local_priority: str
    outcome: str
    recommendations: tuple[str, ...]
    lead: str
    partners: str
    start: str
    due: str
    resource: str
    measures: tuple[str, ...]
    milestone: str
    status: str
    narrative: str
    next_step: str
    risk: str
    source: str


@dataclass(frozen=True)
class Heard:
    """What people said: `kind` is survey, focus group, interview, meeting or consultation; themes, never quotations."""

    id: str
    kind: str
    what: str
    when: str
    who: str
    themes: tuple[str, ...]
    source: str
    note: str = ""


@dataclass(frozen=True)
class Commentary:
    """The partnership's own words on a chapter: sanitised HTML, signed by a role, on a day."""

    chapter: str
    html: str
    role: str
    date: str


@dataclass(frozen=True)
class BoroughData:
    """Everything that one borough says of itself; empty where it has no files."""

    area_code: str
    partnership: Partnership = field(default_factory=Partnership)
    boards: tuple[Board, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    members: tuple[Member, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    strategy: Strategy = field(default_factory=Strategy)
    priorities: tuple[LocalPriority, ...] = ()
    measures: tuple[LocalMeasure, ...] = ()
    messages: tuple[KeyMessage, ...] = ()
    funding: tuple[Funding, ...] = ()
    services: tuple[Service, ...] = ()
    figures: tuple[LocalFigure, ...] = ()
    actions: tuple[Action, ...] = ()
    heard: tuple[Heard, ...] = ()
    commentary: tuple[Commentary, ...] = ()
    paper: Mapping[str, str] = field(default_factory=dict)  # the author's blocks of the board paper, by name
    decisions: str = ""  # recommendations.toml as it stands; pipeline.recommendations reads it
    brand: Brand = field(default_factory=Brand)
    tables: tuple[str, ...] = ()  # the partnership's own tables at hand for this audience: L1, L4 ...

    def to_json(self) -> dict[str, Any]:
        """The data as plain lists and dictionaries, for notebooks: how the council looks concerns its pages alone."""
        facts = asdict(replace(self, brand=Brand()))
        del facts["brand"]
        return facts

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Self:
        """Return the data that `to_json` wrote."""
        return _made(cls, facts)


def _made(kind: Any, facts: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{one.name: _value(hints[one.name], facts[one.name]) for one in fields(kind) if one.name in facts})


def _value(hint: Any, value: Any) -> Any:
    if is_dataclass(hint):
        return _made(hint, value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], each) for each in value)
    return value
