"""What a field of a record is, in an analyst's words: the rule it follows, whether it is needed, an example."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.local.rule import TEXT, Rule


@dataclass(frozen=True)
class Field:
    """One field: what to write, an example as it stands in the file, and its rule (of each item, in a list)."""

    words: str
    example: str
    rule: Rule = TEXT
    needed: bool = False


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of record: its dataclass, its fields by name, and where in the borough's data it goes.

    `table` is its heading in a TOML file, "" in a CSV file; `about` says what a record of this kind is.
    """

    record: type
    goes_to: str
    about: str
    fields: Mapping[str, Field] = field(repr=False)
    table: str = ""

    @property
    def several(self) -> bool:
        """Whether a file holds several of them: [[board]]; a strategy or a partnership is one."""
        return self.goes_to not in {"partnership", "strategy", "brand"}

    @property
    def heading(self) -> str:
        """Its heading as a TOML file writes it."""
        return f"[[{self.table}]]" if self.several else f"[{self.table}]"


def needed(words: str, example: str, rule: Rule = TEXT) -> Field:
    """Return a field that every record has."""
    return Field(words, example, rule, True)


def free(words: str, example: str, rule: Rule = TEXT) -> Field:
    """Return a field that may be empty or left out."""
    return Field(words, example, rule)
