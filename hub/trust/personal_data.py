"""Signs of personal data about residents in a text. Pure: no Django.

The detectors warn; they never change a text. A person decides, and says why.
Sources: HMRC NIM39110 (National Insurance numbers), the NHS data dictionary (check digit).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Sign:
    """Something that may be personal data: what kind, the words found, where they start."""

    kind: str
    words: str
    start: int


Check = Callable[[re.Match[str], str], bool]

NEAR = 60  # characters before a number in which a telling word counts

NINO_BAD_PREFIXES = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
NINO = re.compile(
    r"(?<![A-Za-z0-9])([A-CEGHJ-PR-TW-Z])([A-CEGHJ-NPR-TW-Z])[ -]?(\d{2})[ -]?(\d{2})[ -]?(\d{2})"
    r"(?:[ -]?[A-D])?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
TEN_DIGITS = re.compile(r"(?<![\d/.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/-]|\.\d)")
POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]"
    r"|[A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
PHONE = re.compile(r"(?<![\d+])(?:\+44 ?\(?0?\)? ?|\(?0)(?:[ -]?\(?\d\)?){9,10}(?!\d)")
DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:[/.-]\d{1,2}[/.-]|(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec)[a-z]* )(?:19|20)?\d{2}(?!\d)",
    re.IGNORECASE,
)
BORN = re.compile(r"\b(?:born|birth|d\.?o\.?b\.?)\b", re.IGNORECASE)
CASE_NUMBER = re.compile(r"(?<![\w£.,])(?:[A-Z]{1,4}[- ]?)?\d{5,10}(?![\w]|[.,]\d)")
CASE_WORDS = re.compile(
    r"\b(?:case|client|customer|service user|mosaic|liquidlogic|carefirst|swift|lcs|las|person)"
    r"(?: (?:record|file|reference))? ?(?:id|no|number|ref|reference)?\b\.?:? ?$",
    re.IGNORECASE,
)
SORT_CODE = re.compile(r"(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])")
BANK_WORDS = re.compile(r"\b(?:sort|bank|account|a/c)\b", re.IGNORECASE)
ACCOUNT = re.compile(r"(?<![\d£])\d{8}(?!\d)")
ACCOUNT_WORDS = re.compile(r"\b(?:account|acc|a/c)(?: (?:no|number))?\b\.?:? ?$", re.IGNORECASE)
UTR_WORDS = re.compile(r"\b(?:utr|unique taxpayer reference)\b", re.IGNORECASE)
UTR = re.compile(r"(?<!\d)\d{5} ?\d{5}(?!\d)")
TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? (?:[A-Z]\.? ?)?[A-Z][a-z'’-]+\b|\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z]\b"
)
INITIALS_AGE = re.compile(
    r"\b(?:[A-Z]\.?){1,3},? (?:aged |\(?)(?:1[6-9]|[2-9]\d|10\d)\b(?! ?(?:%|per cent|weeks|days|hours))"
)
MAN_OF = re.compile(
    r"\b(?:man|woman|lady|gentleman|boy|girl|person) (?:of|aged) \d{1,3}\b", re.IGNORECASE
)
TEAM_MAILBOX = re.compile(
    r"^(?:direct\.?payments?|dp|dps|info|enquiries|contact|help|team|adult|social|customer|access|"
    r"support|commissioning|finance|no-?reply|admin|office|hello)[\w.+-]*@",
    re.IGNORECASE,
)
TEAM_PHONE = re.compile(
    r"\b(?:team|line|helpline|switchboard|office|service|call us|contact centre)\b", re.IGNORECASE
)


def before(match: re.Match[str], text: str, length: int = NEAR) -> str:
    return text[max(0, match.start() - length) : match.start()]


def is_nino(match: re.Match[str], text: str) -> bool:
    return (match[1] + match[2]).upper() not in NINO_BAD_PREFIXES


def is_nhs_number(match: re.Match[str], text: str) -> bool:
    """Ten digits whose last is the check digit: 11 less the weighted sum modulo 11."""
    digits = [int(sign) for sign in match[0] if sign.isdigit()]
    check = 11 - sum(digit * (10 - n) for n, digit in enumerate(digits[:9])) % 11
    return check != 10 and digits[9] == check % 11 and len(set(digits)) > 1


def after_words(words: re.Pattern[str]) -> Check:
    return lambda match, text: bool(words.search(before(match, text)))


def is_account(match: re.Match[str], text: str) -> bool:
    near = before(match, text)
    return bool(ACCOUNT_WORDS.search(near) or SORT_CODE.search(near))


def is_private_phone(match: re.Match[str], text: str) -> bool:
    """A mobile always; another number unless a team or a line is named just before it."""
    digits = re.sub(r"\D", "", match[0]).removeprefix("44").removeprefix("0")
    return digits.startswith("7") or not TEAM_PHONE.search(before(match, text))


def always(match: re.Match[str], text: str) -> bool:
    return True


DETECTORS: tuple[tuple[str, re.Pattern[str], Check], ...] = (
    ("National Insurance number", NINO, is_nino),
    ("NHS number", TEN_DIGITS, is_nhs_number),
    ("tax reference (UTR)", UTR, after_words(UTR_WORDS)),
    ("bank account", ACCOUNT, is_account),
    ("sort code", SORT_CODE, after_words(BANK_WORDS)),
    ("case number", CASE_NUMBER, after_words(CASE_WORDS)),
    ("e-mail address", EMAIL, lambda match, text: not TEAM_MAILBOX.match(match[0])),
    ("phone number", PHONE, is_private_phone),
    ("date of birth", DATE, after_words(BORN)),
    ("postcode", POSTCODE, always),
    ("name of a person", TITLED, always),
    ("initials with an age", INITIALS_AGE, always),
    ("age of one person", MAN_OF, always),
)


def signs_of_personal_data(text: str) -> list[Sign]:
    """All signs, in the order they stand; where two overlap, the more telling kind wins."""
    taken: list[tuple[int, int]] = []
    found = []
    for sign, end in _all_signs(text):
        if all(end <= start or sign.start >= stop for start, stop in taken):
            taken.append((sign.start, end))
            found.append(sign)
    return sorted(found, key=lambda sign: sign.start)


def _all_signs(text: str) -> Iterator[tuple[Sign, int]]:
    for kind, pattern, check in DETECTORS:
        for match in pattern.finditer(text):
            if check(match, text):
                yield Sign(kind, match[0].strip(), match.start()), match.end()
