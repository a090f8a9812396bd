"""Protective markings that should not leave a council. Pure.

Sources: Government Security Classifications Policy (OFFICIAL, OFFICIAL-SENSITIVE, SECRET, TOP SECRET),
the older scheme (RESTRICTED, CONFIDENTIAL, PROTECT) and the NHS's own (NHS CONFIDENTIAL).
Words in small letters are ordinary English ("an official form"), so only capitals count.
"""

import re

MARKING = re.compile(
    r"\b(?:OFFICIAL[ ]?[-–—:_ ][ ]?(?:\[)?SENSITIVE(?:\])?(?:[ ]?[-–—:\[]+[ ]?[A-Z][A-Z ]+\]?)?"
    r"|Official[ ]?[-–—:][ ]?Sensitive"
    r"|TOP SECRET|SECRET|NHS CONFIDENTIAL|NHS RESTRICTED|STRICTLY CONFIDENTIAL|COMMERCIAL IN CONFIDENCE"
    r"|PRIVATE (?:AND|&) CONFIDENTIAL|CONFIDENTIAL|RESTRICTED"
    r"|NOT FOR (?:ONWARD )?(?:DISTRIBUTION|PUBLICATION|CIRCULATION|RELEASE)"
    r"|PROTECT[ ]?[-–—:][ ]?[A-Z]+)\b\]?"
)
HARMLESS = re.compile(r"\bNOT (?:PROTECTIVELY MARKED|RESTRICTED|CONFIDENTIAL|SECRET|OFFICIAL)\b")


def markings_in(text: str) -> list[tuple[str, int]]:
    """Each marking with the place where it starts; "NOT PROTECTIVELY MARKED" is none."""
    harmless = [range(*found.span()) for found in HARMLESS.finditer(text)]
    return [
        (" ".join(found[0].split()), found.start())
        for found in MARKING.finditer(text)
        if not any(found.start() in span for span in harmless)
    ]
