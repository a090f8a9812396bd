"""Whether a query asks for a person, and which of its words are only the asking.

"Who can I ring about ISF" asks for people who know about ISF: "ring" is not looked for. "Call
monitoring" is about a thing. Position and company of the words decide. Pure: words in, answer out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

PEOPLE_FIRST: Mapping[str, float] = MappingProxyType({"person": 4.0})
NOTHING_FIRST: Mapping[str, float] = MappingProxyType({})
LONGEST = 25  # words; in a pasted text "who" and "contact" tell nothing

REACH = (
    r"(?:ring|phone|telephone|call|contact|ask|e ?mail|message|text|consult|approach|reach|"
    r"(?:speak|talk|chat|write|turn) (?:to|with)|get (?:in touch with|hold of)|"
    r"(?:speak|talk|get in touch))"
)
ABOUT = r"(?: (?:about|regarding|re|on|for|with|who|that|in|at|from)\b)?"
ANYBODY = r"(?:some(?:one|body)|any(?:one|body)|(?:a|another) (?:person|colleague|council|lead))"
TRIED = (
    r"(?:tried|used|done|introduced|piloted|run|written|moved to|switched to|set up|dealt with|"
    r"worked (?:with|on)|experience|expertise|knowledge|any experience|some experience|"
    r"good experience)\b(?: (?:of|with|in|on)\b)?"
)
KNOWS = (
    rf"(?:knows?|understands?|(?:has|have|had|ha'?s ever|has already) {TRIED}|tried|"
    r"(?:leads?|works?|specialises?) on|deals? with|looks? after|handles?|"
    r"(?:can|could|might|would) (?:help|advise|explain|tell|talk|speak|know)(?: (?:me|us))?)"
)
ROLE = (
    r"(?:(?:dp|direct payments?|adass|network|regional|council) (?:lead|manager|chair|editor)s?|"
    r"(?:deputy|vice|co|network) chair|adass (?:regional|programme) manager|network editor|adass)"
)
NOT_A_ROLE = (  # a role is a thing when its query goes on so
    r"(?! (?:job|jobs|role|roles|description|duties|training|report|reports|meeting|meetings|"
    r"guide|guidance|pay|salary|agenda|toolkit|notes|template|arrangements|responsibilities|"
    r"election|elections|rota|vacancy|survey|network|position|briefing|policy|conference))"
)
OPENS = r"(?:^|(?<=know )|(?<=find )|(?<=out )|(?<=see )|(?<=wondering ))"  # not "a carer who …"
NO_PERSON = tuple(  # before “contact” or “contact details” at the end of a query
    re.findall(
        r"\w+",
        """emergency first initial no of family social eye face direct regular physical personal
        supervised without lost make making to in by update updating change changing record
        recording share sharing my our wrong missing out""",
    )
)


def _not_after(words: Sequence[str]) -> str:
    return "".join(rf"(?<!\b{word} )" for word in words)


ASKS = [  # the whole match is only the asking, or its group "ask" where there is one
    # who can I ring about; whom should we speak to; who to ask
    rf"\bwhom?(?: else)? (?:(?:can|could|do|should|shall|would|might|must)(?: (?:i|we|you|one))|to)"
    rf"(?: best)? {REACH}\b(?! (?:to be|to act|for (?:re)?payments?))(?: to\b)?{ABOUT}",
    # who knows about; who has tried; who else uses; who does payroll
    rf"{OPENS}who(?: else)?(?: here| in \w+)? {KNOWS}\b{ABOUT}",
    r"\bwho else (?:does|do|did|uses?|has|have|is|are)\b(?: (?:doing|using|trying))?",
    rf"{OPENS}who (?:uses|wrote|runs|leads)\b",
    rf"{OPENS}who does\b(?! (?:the|a|an|it|this|my|our|not|what))",
    # who is the chair
    rf"\b(?P<ask>who(?: is|'s|s)?(?: the| our| your)?)(?: current| new)? (?:{ROLE}|chair|lead|contact|expert)\b"
    + NOT_A_ROLE,
    # ring someone about; speak to anybody who; contact the DP lead
    rf"\b{REACH} {ANYBODY}\b(?! (?:else's|to (?:be|act|sign|manage|hold|do)))(?: else)?"
    rf"(?: (?:who|that) {KNOWS})?{ABOUT}",
    rf"(?P<ask>\b{REACH})(?: (?:the|our|a|their))? (?:{ROLE}|chair)\b" + NOT_A_ROLE,
    # somebody who knows; a council that has tried
    rf"\b(?:{ANYBODY}|people|person|colleagues?|councils?|leads?)(?: else)?(?: here)?"
    rf" (?:who|that|which) {KNOWS}\b{ABOUT}",
    # has anyone tried; does anybody know; anyone using; any council doing
    r"\b(?:has|have|does|do|did|is|are|had)(?: there)? (?:any(?:one|body)|(?:any|another)(?: other)? "
    r"(?:councils?|leads?|colleagues?))(?: else)?(?: here)?\b"
    r"(?! (?:be |entitled|eligible|exempt|allowed|liable|able to (?:be|get|have|receive)|have to|"
    r"need|qualify|get|pay|live|living))"
    rf"(?: (?:ever|already))?(?: (?:using|doing|trying|know|use|do|have|got|{TRIED}))?{ABOUT}",
    rf"^any(?:one|body|(?: other)? (?:councils?|leads?|colleagues?))(?: else)?(?: here)? "
    rf"(?:using|doing|trying|got|had|know|{KNOWS}|{TRIED}|with (?:experience|knowledge))\b{ABOUT}",
    # ask about; call about; contact for; ISF contact; payroll who to ask
    r"^(?:please )?(?:ring|phone|call|contact|ask|e ?mail|speak to) (?:about|regarding|re)\b",
    r"^(?:(?:a|the|best|key|main|named) )?contacts?(?: person| people)? (?:for|about|on|in|at|re)\b",
    rf"(?<=\w ){_not_after(NO_PERSON)}(?:contacts?(?: person| people)?|experts?)$",
    rf"(?:^|(?<=\w )){_not_after(NO_PERSON)}"
    r"(?:contact details|(?:(?:tele)?phone|contact) number|e ?mail address)(?: (?:for|of)\b|$)"
    r"(?! (?:residents?|carers?|pas?|clients?|people|emergency|personal|service))",
]
IS_A_ROLE = [  # no asking word, yet a person is meant; nothing is taken away
    rf"^(?:\w+ ){{0,3}}{ROLE}{NOT_A_ROLE}(?: (?:in|for|at|of))?(?: \w+){{0,3}}$",
    r"^(?:(?:the|our|who's|current|network) )*chair(?: of (?:the|our) network)?$",
    r"^(?!.*\b(?:the|to|a|take|can|will|may|could|by) lead$)(?:\w+ ){1,3}lead$",
]
_asks = [re.compile(pattern) for pattern in ASKS]
_is_a_role = [re.compile(pattern) for pattern in IS_A_ROLE]
ABOUT_A_ROLE = re.compile(r"\b(?:role|duties|job|training|responsibilities|pay|salary|how to) ")


@dataclass(frozen=True)
class Intent:
    """What a query asks for. `content` are its words without those that are only the asking."""

    for_person: bool
    content: tuple[str, ...]

    @property
    def prefer(self) -> Mapping[str, float]:
        """Kinds of thing that are meant, with the factor on their score."""
        return PEOPLE_FIRST if self.for_person else NOTHING_FIRST


def intent_of(words: Sequence[str]) -> Intent:
    """Read a query's words: folded, in order, stop words among them.

    Where nothing but the asking is there ("who can I ask"), all words stay. Raises nothing.
    """
    every = tuple(words)
    if not every or len(every) > LONGEST:
        return Intent(False, every)
    text = " ".join(every).replace("’", "'")
    asking = [span for pattern in _asks for span in _spans(pattern, text)]
    kept = tuple(word for word, at in _placed(every) if not _within(at, asking))
    role = not ABOUT_A_ROLE.search(text) and any(one.search(text) for one in _is_a_role)
    return Intent(bool(asking) or role, kept or every)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    name = "ask" if "ask" in pattern.groupindex else 0
    return [found.span(name) for found in pattern.finditer(text)]


def _placed(words: Sequence[str]) -> list[tuple[str, int]]:
    """Each word with the place where it starts in the text."""
    placed, at = [], 0
    for word in words:
        placed.append((word, at))
        at += len(word) + 1
    return placed


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)
