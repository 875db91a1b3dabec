"""What a borough aims at: its strategy with priorities and measures, and the messages of its earlier assessment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LocalPriority:
    """One of the borough's own strategic priorities; `lead` is empty where the paper names none."""

    id: str
    number: int
    title: str
    will_do: str
    will_mean: tuple[str, ...]
    lead: str
    national: tuple[int, ...]  # the national priorities it serves
    source: str


@dataclass(frozen=True)
class LocalMeasure:
    """A measure of the borough's strategy: what is to change, and what stands as evidence or why there is none."""

    id: str
    text: str
    direction: str  # increase, reduce, complete
    priorities: tuple[int, ...]  # numbers of the local priorities that name it
    indicators: tuple[str, ...]  # ids of the catalogue that show it or come near
    tables: tuple[str, ...]  # the partnership's own tables that would show it: L1, L4 ...
    proxy: str  # why the indicators only come near; empty where they measure it
    gap: str  # what no open table says
    holder: str  # role that holds it
    source: str


@dataclass(frozen=True)
class Strategy:
    """The borough's own strategy: its title and years."""

    title: str = ""
    years: str = ""
    source: str = ""


@dataclass(frozen=True)
class Claim:
    """What an earlier message said that figures at hand can check: judged as `judge`, the word then was `said`.

    `judge` is level, since, season, trend, representation, concentration or ratio; `said` is a verdict of that judgement.
    """

    indicator: str
    judge: str
    said: str
    group: str = ""


@dataclass(frozen=True)
class KeyMessage:
    """One key message or recommendation of the borough's earlier assessment, in this project's words."""

    id: str
    priority: int
    kind: str  # finding or recommendation
    text: str
    period: str
    claims: tuple[Claim, ...]
    indicators: tuple[str, ...]  # evidence beside it that cannot confirm or refute it
    tables: tuple[str, ...]
    gap: str
    holder: str
    source: str
