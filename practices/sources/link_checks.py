"""A weekly look at the addresses of sources, so that an editor learns which have died.

A host is asked at most once a minute, by one request that follows no redirect and reads no page. The
agent names the hub and where to complain. Hosts inside a private network are never asked: an
address that somebody typed must not make the hub knock on its neighbours' doors.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.waiting import Ask
from practices.models import LinkCheck, LinkState, Source
from practices.permissions import keeps_topics

WEEK = timedelta(days=7)
HOST_WAIT = timedelta(seconds=60)
MOST_A_RUN = 4
CONNECT_SECONDS, ANSWER_SECONDS = 5, 10
PATIENCE = 2  # looks without an answer before an address counts as dead
GONE = (404, 410)


class Look(NamedTuple):
    """What one request told: a state, and the host's answer in a few words."""

    state: str
    said: str


def is_public(host: str) -> bool:
    """Whether every address of the host is one of the open internet."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(one[4][0]).is_global for one in found)


def look_at(url: str, may_ask: Callable[[str], bool] = is_public) -> Look:
    """Ask for an address once. Raises nothing: whatever goes wrong is an answer, too."""
    host = host_of(url)
    if not host:
        return Look(LinkState.DEAD, _("The address cannot be read."))
    if not may_ask(host):
        return Look(LinkState.UNCLEAR, _("The host is unknown, or not on the open internet."))
    agent = f"{settings.HUB_NAME} link check (+{settings.HUB_URL}{reverse('about')})"
    try:
        with requests.get(
            url,
            headers={"User-Agent": agent},
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as answer:
            return read_answer(answer.status_code, answer.headers.get("Location", ""))
    except (requests.RequestException, ValueError) as error:
        return Look(LinkState.UNCLEAR, type(error).__name__)


def read_answer(status: int, leads_to: str) -> Look:
    """A page that is gone is dead; one that wants a sign-in or has trouble today may be well."""
    if status in GONE:
        return Look(LinkState.DEAD, str(status))
    if status in range(300, 400):
        return Look(LinkState.MOVED, f"{status} {leads_to}"[:200])
    return Look(LinkState.OPENS if status in range(200, 300) else LinkState.UNCLEAR, str(status))


def host_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def check_links(may_ask: Callable[[str], bool] = is_public) -> int:
    """Look at a few addresses whose week is over, each host at most once a minute."""
    return sum(note_look(source, look_at(source.url, may_ask)) for source in list(next_up()))


def next_up(now: datetime | None = None) -> Iterator[Source]:
    """Those not looked at for longest, never two of one host, none of a host asked just now."""
    now = now or timezone.now()
    asked_just_now = LinkCheck.objects.filter(checked_at__gt=now - HOST_WAIT)
    passed_over = set(asked_just_now.values_list("host", flat=True))
    due = Q(link_check__isnull=True) | Q(link_check__checked_at__lte=now - WEEK)
    due |= ~Q(link_check__url=F("url"))
    waiting = Source.objects.filter(due).exclude(url="").select_related("link_check")
    left = MOST_A_RUN
    for source in waiting.order_by(F("link_check__checked_at").asc(nulls_first=True), "pk"):
        if not left:
            return
        host = host_of(source.url)
        if host not in passed_over:
            passed_over.add(host)
            left -= 1
            yield source


def note_look(source: Source, look: Look) -> int:
    """Keep what was seen. An address that gives no answer is dead after the second look."""
    before = LinkCheck.objects.filter(source=source, url=source.url).first()
    failures = (before.failures if before else 0) + 1 if look.state == LinkState.UNCLEAR else 0
    refused = look.said[:3] in ("401", "403", "429")  # hosts that turn programs away
    state = look.state
    if failures >= PATIENCE and not refused:
        state = LinkState.DEAD
    LinkCheck.objects.update_or_create(
        source=source,
        defaults={
            "url": source.url,
            "host": host_of(source.url),
            "state": state,
            "said": look.said,
            "failures": min(failures, 1000),
            "checked_at": timezone.now(),
        },
    )
    return 1


def dead_links(user: Any) -> Any:
    """Sources this person may see whose present address does not open, or leads elsewhere."""
    bad = Source.objects.visible_to(user).filter(
        link_check__state__in=[LinkState.DEAD, LinkState.MOVED], link_check__url=F("url")
    )
    return bad.select_related("link_check").order_by("link_check__state", "title")


def asks_for(user: Any) -> Iterator[Ask]:
    """For those who keep sources: how many addresses have died."""
    if not user.is_authenticated or not keeps_topics(user):
        return
    count = dead_links(user).filter(link_check__state=LinkState.DEAD).count()
    if count:
        yield Ask(
            ngettext("One source no longer opens", "%(count)s sources no longer open", count)
            % {"count": count},
            _("Give each its new address, or take it out."),
            reverse("practices:dead_links"),
            network=user.which_network(user.network),
        )
