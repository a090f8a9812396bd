"""Mail about what is new in a saved search: each match once, permission asked again each time."""

import logging
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.audience import keys_of
from hub.jobs.items import one_by_one
from hub.mail import outbox
from network.people.models import Membership
from search import labels
from search.engines import router
from search.engines.base import EngineUnavailable
from search.models import Ledger, SavedSearch, SearchEntry
from search.query import parts, terms
from search.query.analysis import Understood, fits, understand
from search.query.parsing import FILTERS, Query, from_address
from search.query.terms import follow
from search.records import indexing

log = logging.getLogger(__name__)
JOB = "mail what is new in saved searches"
MOST_LOOKED_AT = 2000  # new entries a mail looks through; more wait for the next
MOST_LISTED = 30
EVERY_DAYS: dict[str, int] = {SavedSearch.Often.DAILY: 1, SavedSearch.Often.WEEKLY: 7}


def query_of(saved: SavedSearch) -> Query:
    """The search that was saved, as its address says it."""
    given = QueryDict(saved.address)
    return from_address(given, given.lists())


def is_due(saved: SavedSearch, today: date) -> bool:
    """Whether it is time to look; days are London days."""
    if saved.often == SavedSearch.Often.AT_ONCE:
        return True
    days = EVERY_DAYS.get(saved.often)
    return days is not None and (
        saved.looked_on is None or today - saved.looked_on >= timedelta(days=days)
    )


def send_due() -> int:
    """Look through every search that is due; returns how many mails were posted."""
    today = timezone.localdate()
    try:
        indexing.feed(router.embedded())
    except EngineUnavailable as error:  # no mark moves, so nothing is lost
        log.warning("Saved searches wait until there is an index again: %s", error)
        return 0
    members = Membership.objects.in_force().values("user")
    waiting = SavedSearch.objects.filter(user__in=members).exclude(often=SavedSearch.Often.NEVER)
    due = (saved for saved in waiting.select_related("user") if is_due(saved, today))
    return one_by_one(JOB, due, send, what=lambda saved: f"saved search {saved.pk}")


@transaction.atomic
def send(saved: SavedSearch) -> bool:
    """Mail what is new and move the mark, both or neither. False when there was nothing to mail."""
    entries, mark = new_matches(saved)
    claimed = SavedSearch.objects.filter(pk=saved.pk, mailed_to=saved.mailed_to).update(
        mailed_to=mark, looked_on=timezone.localdate()
    )
    if not claimed or not entries:
        return False
    stop = settings.HUB_URL + reverse("search_stop", args=[saved.token])
    count = len(entries)
    outbox.post(
        [saved.user.email],
        _("%(n)s new for “%(name)s”") % {"n": count, "name": saved.name},
        "emails/search/new_matches",
        {
            "saved": saved,
            "parts": in_parts(entries, MOST_LISTED),
            "more": max(count - MOST_LISTED, 0),
            "address": f"{settings.HUB_URL}{reverse('search')}?{saved.address}",
        },
        thread=f"saved-search-{saved.pk}",
        notice_url=stop,
    )
    return True


def in_parts(entries: list[SearchEntry], most: int) -> list[tuple[str, list[SearchEntry]]]:
    """At most so many entries under the heading of their part, the network's before all others."""
    listed = sorted(entries, key=lambda entry: parts.PARTS.index(parts.part_of(entry.kind)))[:most]
    grouped = groupby(listed, key=lambda entry: parts.part_of(entry.kind))
    return [(labels.part_label(part), list(held)) for part, held in grouped]


def new_matches(saved: SavedSearch) -> tuple[list[SearchEntry], int]:
    """Entries that could first be found after the mark and match; and the new mark."""
    audiences = keys_of(saved.user)
    born = SearchEntry.objects.here().filter(born__gt=saved.mailed_to).order_by("born")
    looked_at = list(born[:MOST_LOOKED_AT])
    full = len(looked_at) == MOST_LOOKED_AT
    mark = looked_at[-1].born if full else max(Ledger.now().revision, saved.mailed_to)
    understood = _understood(query_of(saved), saved.user, audiences)
    matching = [
        entry
        for entry in looked_at
        if entry.audience_key in audiences and _matches(understood, entry)
    ]
    return matching, mark


def _understood(query: Query, reader: Any, audiences: frozenset[str]) -> Understood:
    ledger = Ledger.now()
    return understand(follow(query), router.embedded(), terms.thesaurus(ledger), audiences)


def _matches(understood: Understood, entry: SearchEntry) -> bool:
    held = indexing.facets_of(entry) | {"audience": (entry.audience_key,)}
    chosen = understood.query.filters
    if understood.query.part not in ("", parts.part_of(entry.kind)):
        return False
    if any(not set(chosen.get(name, ())) & set(held[name]) for name in FILTERS if chosen.get(name)):
        return False
    beside = " ".join([*entry.topics, *entry.tags, entry.council_name])
    return fits(understood, entry.title, f"{beside} . {entry.summary} . {entry.body}")
