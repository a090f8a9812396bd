"""A day as people and spreadsheets write it in England."""

import re
from datetime import date, datetime

SHAPES = (
    "%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y",
    "%d-%b-%Y", "%d-%b-%y", "%Y/%m/%d",
)  # fmt: skip
MONTHS_AND_YEARS = ("%Y-%m", "%B %Y", "%b %Y", "%Y")
WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")


def day_in(words: str, *, or_its_first_day: bool = False) -> date | None:
    """The day, or None. 3/4/2025 is the third of April.

    `or_its_first_day`: a month or a year alone counts from its first day.
    """
    bare = ORDINAL.sub("", WEEKDAY.sub("", TIME.sub("", " ".join(words.split()))))
    bare = bare.replace(",", "").replace("Sept ", "Sep ")
    for shape in (*SHAPES, *(MONTHS_AND_YEARS if or_its_first_day else ())):
        try:
            return datetime.strptime(bare, shape).date()
        except ValueError:
            continue
    return None
