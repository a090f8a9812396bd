"""Tags: the words councils themselves put on notes."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from taggit.models import Tag

from practices.merging_tags import current, merges_tags
from practices.models import PracticeNotePage
from practices.rows import page_of, rows_of
from practices.setting_up import DATA

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
