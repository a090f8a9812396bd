"""Saving a search, changing or ending it, and its feed."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import demonstration
from hub.access.decorators import link_is_gone, secret_link
from network.people.views.decorators import SignedInRequest
from search import labels
from search.alerts.services import query_of
from search.facets import chips
from search.models import Ledger, SavedSearch
from search.query.parsing import Query, from_address
from search.query.parts import NETWORK
from search.service import search

MOST = 50
IN_FEED = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def saved_searches(request: SignedInRequest) -> HttpResponse:
    """One's own saved searches; POST saves the search whose address is given."""
    mine = SavedSearch.objects.filter(user=request.user)
    if request.method == "POST":
        return _save(request, mine.count())
    address = request.GET.urlencode()
    given = from_address(request.GET, request.GET.lists())
    context = {
        "searches": mine,
        "address": given.address() if address else "",
        "name": name_for(given)[:120],
        "choices": SavedSearch.Often.choices,
    }
    return render(request, "search/saved.html", context)


def name_for(query: Query) -> str:
    """A name to begin with: the words, or what the filters say."""
    return query.text or ", ".join(label for label, _address in chips(query))


def _save(request: SignedInRequest, held: int) -> HttpResponse:
    if not request.user.is_member():
        raise PermissionDenied(_("Saved searches are for members of a network."))
    if held >= MOST:
        messages.error(request, _("You have fifty saved searches. End one before you add another."))
        return redirect("search_saved")
    given = QueryDict(request.POST.get("address", "")[:4000])
    query = from_address(given, given.lists())
    SavedSearch.objects.create(
        user=request.user,
        name=request.POST.get("name", "").replace("\0", "").strip()[:120] or _("My search"),
        address=query.address(),
        often=_often(request),
        mailed_to=Ledger.now().revision,
    )
    messages.success(request, _("The search is saved."))
    return redirect("search_saved")


def _often(request: HttpRequest) -> str:
    often = request.POST.get("often", "")
    return often if often in SavedSearch.Often.values else SavedSearch.Often.DAILY


@login_required
@require_POST
def change_saved(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change how often she hears of it, or end it."""
    saved = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    if "end" in request.POST:
        saved.delete()
        messages.success(request, _("The saved search is gone."))
    else:
        saved.often = _often(request)
        saved.save(update_fields=["often"])
        messages.success(request, _("Changed."))
    return redirect("search_saved")


@secret_link
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails of one search from a mail. Opening the page changes nothing: the button does."""
    saved = SavedSearch.objects.filter(token=token).first()
    if saved is None:
        return _gone(request)
    stopped = request.method == "POST"
    if stopped:
        SavedSearch.objects.filter(pk=saved.pk).update(often=SavedSearch.Often.NEVER)
    return render(request, "search/stop.html", {"saved": saved, "stopped": stopped})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Any search as an Atom feed, newest first, for whoever is signed in (or a stranger)."""
    query = from_address(request.GET, request.GET.lists())
    return _feed(request, query, request.user, query.text or _("Everything"))


@secret_link
@require_safe
def saved_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A saved search as its owner may see it now. The address is a key: it can be ended."""
    saved = SavedSearch.objects.select_related("user").filter(token=token).first()
    if saved is None or not saved.user.is_member():
        return _gone(request)
    return _feed(request, query_of(saved), saved.user, saved.name)


def _gone(request: HttpRequest) -> HttpResponse:
    return link_is_gone(
        request, _("The saved search of this link has been ended, so it sends no more mails."),
        url=reverse("search_saved"), link=_("Saved searches"),
    )  # fmt: skip


def _feed(request: HttpRequest, query: Query, reader: Any, name: str) -> HttpResponse:
    """The newest of the network, then a few of what others published, whose titles say so."""
    newest = replace(query.from_start(), sort="newest", page_size=IN_FEED, grouped=False)
    results = search(newest, reader, facets=False, apart=True)
    page = request.build_absolute_uri(f"{reverse('search')}?{query.address()}")
    atom = Atom1Feed(
        demonstration.marked(name), page, _("New in this search"),
        subtitle=demonstration.sentence() or None, feed_url=request.build_absolute_uri(),
    )  # fmt: skip
    for result in results.results:
        entry = result.entry
        link = request.build_absolute_uri(entry.url)
        heading = labels.part_label(result.part)
        title = entry.title if result.part == NETWORK else f"{heading}: {entry.title}"
        text = strip_tags(result.snippet)
        title = demonstration.marked(title, entry.kind)
        atom.add_item(title, link, text, unique_id=link, categories=[heading])
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
