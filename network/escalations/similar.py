"""Issues much like the one being written, so that councils join one instead of raising two."""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz import fuzz

from network.escalations.models import Issue, Level
from network.escalations.states import BEFORE_ADASS, State

ALIKE = 62
MOST = 3
SAME_TOPIC = 12
SAME_BARRIER = 8


def similar_open(
    reader: Any,
    network: Any,
    title: str,
    *,
    ask: str = "",
    topic: str = "",
    barrier: int | None = None,
    not_this: int | None = None,
) -> list[Issue]:
    """At most three open network issues that read alike and this reader may see, nearest first."""
    if not words_of(title):
        return []
    found = (
        Issue.objects.visible_to(reader)
        .open()
        .filter(network=network, level=Level.NETWORK)
        .exclude(pk=not_this)
        .with_everything()
    )
    scored = [(alikeness(one, title, ask, topic, barrier), one) for one in found[:300]]
    near = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [issue for _score, issue in near[:MOST]]


def alikeness(issue: Issue, title: str, ask: str, topic: str, barrier: int | None) -> float:
    """How alike, from 0 to about 120: the words of the title first, then topic and barrier."""
    score = max(
        fuzz.token_set_ratio(words_of(title), words_of(issue.title)),
        0.9 * fuzz.token_set_ratio(words_of(ask), words_of(issue.what_we_ask)) if ask else 0,
    )
    score += SAME_TOPIC if topic and topic == issue.topic else 0
    return score + (SAME_BARRIER if barrier and barrier == issue.barrier_id else 0)


def words_of(text: str) -> str:
    """Longer words only, in small letters: "the" and "of" make nothing alike."""
    return " ".join(word for word in re.findall(r"\w+", text.lower()) if len(word) > 3)


def can_still_be_joined(issue: Issue) -> bool:
    """Whether a council may sign it now."""
    return State(issue.state) in BEFORE_ADASS
