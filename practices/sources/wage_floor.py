"""The least hourly wage for workers of 21 and over, and whether a text quotes less. Pure.

A rate that was lawful once must not be read as one that may be paid today.
Source: the National Living Wage as announced in the Budgets of 2023, 2024 and 2025. Add a line
each autumn; after the last line the floor is taken to stay.
"""

import re
from datetime import date
from decimal import Decimal

FLOORS = (
    (date(2024, 4, 1), Decimal("11.44")),
    (date(2025, 4, 1), Decimal("12.21")),
    (date(2026, 4, 1), Decimal("12.71")),
)
LEAST = Decimal(5)  # sums below are fees and mileage, never a wage
HOURLY = re.compile(r"£(\d{1,2}(?:\.\d\d)?)\s*(?:an|per|a|each|/)\s*(?:hour|hr)\b", re.IGNORECASE)


def floor_on(day: date) -> Decimal | None:
    """The least wage on a day; None before the first line of the table."""
    known = [wage for start, wage in FLOORS if start <= day]
    return known[-1] if known else None


def quotes_less(text: str, day: date) -> bool:
    """Whether the text names an hourly sum below the least wage of that day."""
    floor = floor_on(day)
    sums = [Decimal(found) for found in HOURLY.findall(text)]
    return floor is not None and any(LEAST <= one < floor for one in sums)
