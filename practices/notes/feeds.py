"""Feed addresses that know their reader."""

import hashlib
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from taggit.models import Tag

from hub import demonstration
from hub.access.decorators import link_is_gone
from network.councils.models import Council
from practices.models import FeedToken, PracticeNotePage, Topic
from practices.notes.lists import newest
from practices.tags.services import current


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_token(user: Any) -> str:
    """A fresh token; the old addresses stop working at once. It can be shown this one time."""
    token = secrets.token_urlsafe(24)
    FeedToken.objects.update_or_create(user=user, defaults={"digest": digest_of(token)})
    return token


def drop_token(user: Any) -> None:
    FeedToken.objects.filter(user=user).delete()


def reader_with(token: str) -> Any | None:
    """The member whose token this is, or None. What they may see is asked anew each time."""
    found = FeedToken.objects.select_related("user").filter(digest=digest_of(token)).first()
    return found.user if found and found.user.is_member() else None


# Atom feeds of what is new: everything, one topic, one tag, one council.

NOTES_IN_A_FEED = 30
TAGS_SHOWN = 200


Feed = Callable[..., HttpResponse]


def for_its_reader(view: Feed) -> Feed:
    """Gives the view the owner of `?key=`, else a stranger, as reader. A dead key gets a page."""

    @require_safe
    @wraps(view)
    def read(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        token = request.GET.get("key")
        reader = AnonymousUser() if token is None else reader_with(token)
        if reader is None:
            return link_is_gone(
                request, _("This feed address is not in use any more."),
                then=_("It was switched off or made anew, or its owner has left."),
                url=reverse("practices:feeds"), link=_("Feeds: follow what is new"),
            )  # fmt: skip
        return view(request, reader, **kwargs)

    return read


@for_its_reader
def everything(request: HttpRequest, reader: Any) -> HttpResponse:
    return feed(request, reader, _("All practice notes"), "/", PracticeNotePage.objects.all())


@for_its_reader
def topic(request: HttpRequest, reader: Any, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic, slug=slug)
    notes = PracticeNotePage.objects.filter(topics=found)
    return feed(request, reader, found.name, found.get_absolute_url(), notes)


@for_its_reader
def council(request: HttpRequest, reader: Any, slug: str) -> HttpResponse:
    found = get_object_or_404(Council, slug=slug)
    notes = PracticeNotePage.objects.filter(council=found)
    return feed(request, reader, found.name, found.get_absolute_url(), notes)


@for_its_reader
def tag(request: HttpRequest, reader: Any, slug: str) -> HttpResponse:
    """A tag that is on nothing this reader may see is not named to her."""
    found = Tag.objects.filter(slug__iexact=slug).first()
    into = current(found) if found else None
    notes = PracticeNotePage.objects.filter(tagged_items__tag=into).distinct()
    if into and found != into and notes.visible_to(reader).exists():
        return leads_on(request, into.slug)
    if found is None or not notes.visible_to(reader).exists():
        raise Http404
    return feed(request, reader, found.name, reverse("practices:tag", args=[found.slug]), notes)


def leads_on(request: HttpRequest, slug: str) -> HttpResponse:
    """From a merged tag's feed to the other's, the reader's own key kept."""
    key = request.META.get("QUERY_STRING", "")
    address = reverse("practices:feed_tag", args=[slug])
    return redirect(f"{address}?{key}" if key else address)


def feed(request: HttpRequest, reader: Any, title: str, page: str, notes: Any) -> HttpResponse:
    """The newest of these notes that the reader may see now."""
    shown = newest(notes.visible_to(reader)).prefetch_related("topics")
    atom = Atom1Feed(
        title=demonstration.marked(f"{title} – {settings.HUB_NAME}"),
        link=settings.HUB_URL + page,
        feed_url=settings.HUB_URL + request.path,  # without the key: it is a secret
        description="",
        subtitle=demonstration.sentence() or None,
        language="en-gb",
    )
    for note in shown[:NOTES_IN_A_FEED]:
        add(atom, note)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    atom.write(response, "utf-8")
    return response


def add(atom: Atom1Feed, note: PracticeNotePage) -> None:
    address = settings.HUB_URL + note.address
    atom.add_item(
        title=demonstration.marked(note.title),
        link=address,
        description=demonstration.marked(note.summary),
        unique_id=f"{settings.HUB_URL}/notes/{note.pk}",
        author_name=demonstration.marked(note.council.name) if note.council else None,
        categories=[topic.name for topic in note.topics.all()],
        pubdate=note.first_published_at,
        updateddate=note.last_published_at,
    )


def tags_with_feeds(reader: Any) -> Any:
    """Tags on notes that whoever holds the addresses may see; others lead to no feed."""
    notes = PracticeNotePage.objects.visible_to(reader)
    used = Tag.objects.filter(practices_notetag_items__content_object__in=notes)
    return used.distinct().order_by("name")[:TAGS_SHOWN]


def feeds(request: HttpRequest) -> HttpResponse:
    """The addresses; for a member also her own, which she can reset or switch off."""
    token = ""
    if request.method == "POST" and request.user.is_authenticated and request.user.is_member():
        if "off" in request.POST:
            drop_token(request.user)
        else:
            token = new_token(request.user)
    has_one = request.user.is_authenticated and hasattr(request.user, "feed_token")
    response = render(
        request,
        "practices/feeds.html",
        {
            "hub_url": settings.HUB_URL,
            "key": f"?key={token}" if token else "",
            "has_one": has_one and "off" not in request.POST,
            "topics": Topic.objects.all(),
            "tags": tags_with_feeds(request.user if token else AnonymousUser()),
            "councils": Council.objects.filter(network__isnull=False),
        },
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
