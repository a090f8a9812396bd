"""Where the dots go: seats round a table and seats in a row. Numbers only, no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

CENTRE = 160
FURTHEST_OUT = 136
ROOM_FOR_WORDS = 24
"""Seats at which dots of full size would touch; a larger table has smaller dots."""


@dataclass(frozen=True)
class Spot:
    """One seat in the drawing; `kind` is the class that colours it, `inner` the dot inside."""

    kind: str
    x: float
    y: float
    r: float
    inner: float
    mine: bool


def around_the_table(states: Iterable[str]) -> list[Spot]:
    """Seats in turn order, clockwise from the top of a 320 by 320 square.

    A state is "held", "next" or "open", with " mine" after it for the reader's own council.
    """
    turns = list(states)
    size = min(1.0, ROOM_FOR_WORDS / max(len(turns), 1))
    return [_spot(state, place, len(turns), size) for place, state in enumerate(turns)]


def _spot(state: str, place: int, seats: int, size: float) -> Spot:
    angle = 2 * pi * place / seats
    kind, _, extra = state.partition(" ")
    kind = "open" if kind == "mine" else kind
    mine = "mine" in (state, extra)
    radius = {"next": 16, "held": 11}.get(kind, 10.5) * size
    return Spot(
        kind=kind,
        x=round(CENTRE + FURTHEST_OUT * sin(angle), 2),
        y=round(CENTRE - FURTHEST_OUT * cos(angle), 2),
        r=round(radius, 2),
        inner=round(4.5 * size, 2),
        mine=mine and kind == "open",
    )


@dataclass(frozen=True)
class Dot:
    x: int
    filled: bool


def in_a_row(count: int, of: int) -> list[Dot]:
    """`of` seats in a line, ten units apart, the first `count` of them filled."""
    return [Dot(x=5 + 10 * place, filled=place < count) for place in range(of)]
