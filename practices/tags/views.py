"""Tags: the words councils themselves put on notes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from taggit.models import Tag

from practices.models import PracticeNotePage
from practices.notes.lists import page_of, rows_of
from practices.tags.services import current, merge, merged_by, merges_tags
from practices.topics.setup_steps import DATA

SUGGESTIONS = 8
# Tags that leads look for, offered before anybody has used them.
EXPECTED = tuple((DATA / "tags.txt").read_text(encoding="utf-8").splitlines())


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The visible notes with this tag, whatever case it is typed in; none to see means no page."""
    notes = PracticeNotePage.objects.visible_to(request.user)
    notes = notes.filter(tagged_items__tag__slug__iexact=slug).distinct()
    page = page_of(request, notes.as_rows())
    found = Tag.objects.filter(slug__iexact=slug).first()
    if found is not None and current(found) != found and is_seen(current(found), request.user):
        return redirect("practices:tag", slug=current(found).slug)
    if found is None or not page.paginator.count:
        raise Http404
    context = {"tag": found, "page": page, "rows": rows_of(page), "has_feed": is_open(slug)}
    context["may_merge"] = merges_tags(request.user)
    return render(request, "practices/tag.html", context)


def is_seen(tag: Tag, reader: Any) -> bool:
    """Whether this tag is on anything the reader may see."""
    return PracticeNotePage.objects.visible_to(reader).filter(tagged_items__tag=tag).exists()


def is_open(slug: str) -> bool:
    """The plain feed is a stranger's: a tag on members' notes alone has none to link to."""
    notes = PracticeNotePage.objects.visible_to(AnonymousUser())
    return notes.filter(tagged_items__tag__slug__iexact=slug).exists()


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Tags that begin with, or hold, what is typed; only those on notes this reader may see."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    names = suggestions(typed, request.user) if typed else []
    return JsonResponse({"tags": names})


def suggestions(typed: str, reader: Any) -> list[str]:
    """Names of tags, used or expected, those that begin with the typed words first."""
    notes = PracticeNotePage.objects.visible_to(reader)
    tags = Tag.objects.filter(practices_notetag_items__content_object__in=notes)
    used = tags.filter(name__icontains=typed).distinct().values_list("name", flat=True)
    first = typed.casefold()
    names = {name.casefold(): name for name in EXPECTED if first in name.casefold()}
    names |= {name.casefold(): name for name in used[:200]}
    ranked = sorted(names.values(), key=lambda name: (not name.casefold().startswith(first), name))
    return ranked[:SUGGESTIONS]


# The page on which those who run the network make one tag of two.


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge_tag(request: HttpRequest, slug: str) -> HttpResponse:
    """First the other tag is named; then the page says what changes, and a button does it."""
    old = Tag.objects.filter(slug__iexact=slug, merged__isnull=True).first()
    if old is None or not _notes(request.user, old).exists():
        raise Http404
    own = _notes(request.user, old).filter(council__network__in=merged_by(request.user))
    if not merges_tags(request.user) or not own.exists():
        raise PermissionDenied(_("Only the chair, editors and administrators merge tags."))
    typed = (request.POST.get("into") or request.GET.get("into") or "").replace("\0", "").strip()
    into, wrong = _named(request.user, typed, old)
    if request.method == "POST" and into:
        merge(old, into, request.user)
        messages.success(
            request, _("“%(old)s” is now “%(new)s”.") % {"old": old.name, "new": into.name}
        )
        return redirect("practices:tag", slug=into.slug)
    return render(
        request, "practices/merge_tag.html", _context(request.user, old, into, typed, wrong)
    )


def _notes(reader: Any, tag: Tag):
    return PracticeNotePage.objects.visible_to(reader).filter(tagged_items__tag=tag).distinct()


def _named(reader: Any, typed: str, old: Tag) -> tuple[Tag | None, str]:
    """The tag of this name on a note that the reader sees, and what is wrong with it."""
    if not typed:
        return None, ""
    found = Tag.objects.filter(name__iexact=typed[:100]).first()
    if found is None or not (_notes(reader, current(found)).exists() or current(found) == old):
        return None, _("There is no tag of that name. Type one that is on a note.")
    into = current(found)
    if into == old:
        return None, _("That is the same tag. Type another one.")
    return into, ""


def _context(reader: Any, old: Tag, into: Tag | None, typed: str, wrong: str) -> dict[str, Any]:
    count = _notes(reader, old).filter(council__network__in=merged_by(reader)).count()
    changes = ngettext("%(n)s note that you can see", "%(n)s notes that you can see", count)
    return {
        "tag": old,
        "into": into,
        "typed": typed,
        "wrong": wrong,
        "changes": changes % {"n": count},
    }
