"""The page on which those who run the network make one tag of two."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from taggit.models import Tag

from practices.merging_tags import current, merge, merged_by, merges_tags
from practices.models import PracticeNotePage


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
