"""For the chair: how the engines do, what people look for and do not find, files nobody can read."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub.access.audience import keys_of
from search.analytics import counters, queries
from search.engines import router
from search.engines.base import EngineUnavailable, Scope
from search.engines.status import states
from search.models import AttachedFile, Ledger, SearchEntry
from search.query import words
from search.records import definitions, indexing
from search.records.writing import name_of
from search.views import may_ask_why

MOST_FILES = 50


@require_safe
def health_of_search(request: HttpRequest) -> HttpResponse:
    """Engines, files, and the queries of the last 90 days. For chairs, editors, administrators."""
    if not request.user.is_authenticated:
        raise Http404
    if not may_ask_why(request.user):
        raise PermissionDenied("Only the chair, editors and administrators see this page.")
    counters.write_all()
    context: dict[str, Any] = {
        "engines": states(),
        "entries": SearchEntry.objects.here().count(),
        "files": list(unreadable_files(request.user)),
        "missed": queries.most_missed(),
        "asked": queries.most_asked(),
        "words": queries.most_used_words(),
        "corrections": list(known_corrections(request.user)),
        "places": queries.clicks_by_place(),
        "may_add_terms": request.user.has_perm("search.add_term"),
        "definitions": definitions.proposals(request.user),
    }
    return render(request, "search/chair.html", context)


@require_POST
def settle_definition(request: HttpRequest) -> HttpResponse:
    """Make a definition a word of the field, or dismiss it for good."""
    if not request.user.is_authenticated:
        raise Http404
    if not request.user.has_perm("search.add_term"):
        raise PermissionDenied("Only those who keep the words of the field do this.")
    proposal = definitions.proposal(request.user, request.POST.get("key", ""))
    if proposal is None:
        messages.info(request, _("This one is settled already."))
    elif "add" in request.POST:
        definitions.add(proposal)
        messages.success(request, _("“%(name)s” is a word of the field now.") % vars_of(proposal))
    else:
        definitions.dismiss(proposal)
        messages.success(request, _("“%(name)s” is not proposed again.") % vars_of(proposal))
    return redirect(reverse("search_health") + "#definitions")


def vars_of(proposal: definitions.Proposal) -> dict[str, str]:
    return {"name": f"{proposal.name} ({proposal.short})"}


def unreadable_files(reader: Any) -> Iterator[dict[str, str]]:
    """Files whose words could not be read, and why; only those this reader may open."""
    files = AttachedFile.objects.exclude(error="").order_by("-pk")[:MOST_FILES]
    errors = {name_of(file): file.error for file in files}
    entries = SearchEntry.objects.here().filter(audience_key__in=keys_of(reader))
    for entry in entries.filter(thing__in=errors).defer("body").order_by("title"):
        yield {
            "title": entry.title,
            "url": entry.url,
            "summary": entry.summary,
            "error": errors[entry.thing],
        }


def known_corrections(reader: Any) -> Iterator[dict[str, Any]]:
    """Corrections made, as far as this reader may know the words that were put in.

    A query is corrected from what its own reader can see; those words may be hidden from others.
    """
    rows = queries.corrections()
    put_in = {row["text"]: _new_words(row["text"], row["corrected"]) for row in rows}
    known = words_known_to(reader, {word for some in put_in.values() for word in some})
    yield from (row for row in rows if put_in[row["text"]] <= known)


def _new_words(text: str, corrected: str) -> set[str]:
    return set(words.split(corrected)) - set(words.split(text))


def words_known_to(reader: Any, some: set[str]) -> set[str]:
    """Which of these words stand in anything that this reader may see; none when nobody can say."""
    engine = router.embedded()
    try:
        indexing.feed_for_search(engine, Ledger.now())
        known = engine.known([(words.stem(word),) for word in some], Scope(keys_of(reader)))
    except EngineUnavailable:
        return set()
    return {word for word in some if (words.stem(word),) in known}
