"""Personal data never enter: no e-mail address, no telephone number, nobody's name after Mr, Dr or Councillor.

One rule over whole texts, so that a comment, a forgotten column and a line break hide nothing. Sums (2,349,399.34) and
years (2022/23) are no telephone numbers: those begin with 0 or +44 and have ten or eleven digits.
"""

import re
from typing import NamedTuple

CURE = "give a role or an organisation"
_EMAIL = re.compile(r"[^\s,;<>()\"']*@\w[^\s,;<>()\"']*")
_PHONE = re.compile(
    r"(?<![\w/£-])(?<!\d[.,])\(?(?:"
    r"(?:\+|00)44(?:[ ().-]{0,3}\d){9,11}"  # +44 20 ..., +44 (0)20 ..., 0044 ...
    r"|0\d{2,4}\)?[ .-]{0,2}\d{3,4}[ .-]?\d{3,4}"  # 020 7..., (01632) 960..., 07700 900..., 0800 ...
    r"|0\d{4}\)?[ .-]?\d{5}"  # the few numbers with ten digits
    r")(?![\d/]|[.,]\d|(?!e?xt?)[a-z])"  # an extension may follow, a code of letters and digits may not
)
_NAME = re.compile(
    r"\b(?:[Mm]rs?|MRS?|Ms|Miss|Mx|[Dd]r|DR|[Pp]rof(?:essor)?|PROF(?:ESSOR)?|[Cc]llr|CLLR|[Cc]ouncillor|COUNCILLOR)"
    r"\b\.?\s+(?:[A-Z]\.?\s+)*[A-Z][\w'’-]*"
)


class Personal(NamedTuple):
    """Where a text holds personal data, and which words they are."""

    start: int
    words: str
    kind: str  # names a person, is an e-mail address, is a telephone number

    @property
    def told(self) -> str:
        """The fault with its cure."""
        return f"'{self.words}' {self.kind}: {CURE}"


def personal_data(text: str) -> list[Personal]:
    """Return the personal data of a text, in order; none if it may be kept."""
    found = [
        Personal(match.start(), match[0], "is an e-mail address")
        for match in (_EMAIL.finditer(text) if "@" in text else ())
    ]
    found += [Personal(match.start(), " ".join(match[0].split()), "names a person") for match in _NAME.finditer(text)]
    found += [
        Personal(match.start(), match[0].strip(), "is a telephone number")
        for match in _PHONE.finditer(text) if _rings(match[0])
    ]  # fmt: skip
    return sorted(found)


def _rings(written: str) -> bool:
    """Whether it has as many digits as a number in the United Kingdom."""
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    national = re.sub(r"^(?:00)?44", "0", digits) if not re.match(r"0[1-9]", digits) else digits
    return len(national) in {10, 11}
