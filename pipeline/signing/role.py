"""A signature names a role and never a person: what cannot be a role is refused."""

import re

from pipeline.errors import PipelineError
from pipeline.local.personal import personal_data

LONGEST = 100  # letters
EXAMPLE = '--role "Director of Public Health"'
# At least one of them is in the name of every post; in nobody's own name, as a rule.
_POSTS = frozenset(
    {
        "adviser", "advisor", "analyst", "board", "chair", "chairperson", "chief", "clerk", "co-chair", "commissioner",
        "consultant", "convenor", "coordinator", "cabinet", "deputy", "director", "dph", "executive", "governor", "head",
        "holder", "inspector", "lead", "leader", "manager", "mayor", "member", "officer", "owner", "partnership",
        "president", "principal", "registrar", "representative", "secretary", "specialist", "sro", "superintendent",
        "supervisor", "vice-chair",
    }
)  # fmt: skip


def refuse_name(role: str) -> None:
    """Pass if this may be the name of a post; PipelineError for a person's name, an address, a telephone number."""
    text = " ".join(role.split())
    found = personal_data(text)
    if found:
        raise PipelineError(f"{found[0].told}, for example {EXAMPLE}")
    if not text or text != role or len(text) > LONGEST or re.search(r"[<>{}\"\\]", text):
        raise PipelineError(f"role '{role}' is not the name of a post in one line, for example {EXAMPLE}")
    if not _POSTS & set(re.findall(r"[\w-]+", text.lower())):
        raise PipelineError(
            f"role '{text}' names no post (director, head, lead, chair, manager, officer ...) and may be a person's name: "
            f"give a role, for example {EXAMPLE}"
        )
