"""The home page: what the hub is, what waits for the reader, and what is new."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.access.audience import keys_of
from hub.cache import cached
from hub.ui.entry import Entry
from hub.waiting import asks_of
from network.meetings.turns import Turn, turn_for
from network.meetings.waiting import next_meeting
from network.people.demo import demo_accounts
from practices.notes.lists import newest_notes, topics_with_councils

ASKS_SHOWN = 6
NEWS_SHOWN = 6
TOPICS_SHOWN = 9
EXAMPLES = ("prepaid card checks", "self-employed PA", "Individual Service Fund", "money left over")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is this, search, post, what is new; for a member also what waits for them."""
    asks = asks_of(request.user)
    topics = topics_with_councils(request.user)
    return render(
        request,
        "hub/home_page.html",
        {
            "asks": asks[:ASKS_SHOWN],
            "more_asks": max(len(asks) - ASKS_SHOWN, 0),
            "news": news_of(request.user, NEWS_SHOWN),
            "topics": sorted(topics, key=lambda topic: -topic.notes)[:TOPICS_SHOWN],
            "topic_count": len(topics),
            "turn": turn_of(request.user),
            "accounts": demo_accounts() if settings.HUB_DEMO else [],
            "examples": EXAMPLES,
            "today": timezone.localdate(),
            "soon": timezone.localdate() + timedelta(days=14),
        },
    )


def turn_of(user: Any) -> Turn | None:
    if not user.is_authenticated:
        return None
    return cached("turn", user.pk, ("councils", "meetings", "people"), lambda: turn_for(user))


def news_of(user: Any, at_most: int = 8) -> list[Entry]:
    """What is new for this reader, newest first: notes, and the next meeting once it is near."""
    meeting = cached(
        "next meeting", (sorted(keys_of(user)), user.pk), ("councils", "meetings", "people"),
        lambda: list(next_meeting(user)),
    )  # fmt: skip
    found = [*newest_notes(user, at_most), *meeting]
    return sorted(found, key=lambda news: news.day, reverse=True)[:at_most]
