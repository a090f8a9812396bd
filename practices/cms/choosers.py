"""Which files, sources and pages somebody may point at in the CMS."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from hub.access.audience import keys_of, level_keys_of
from hub.access.files import ownerless_for
from hub.access.roles import may
from hub.models import HubDocument, HubImage
from practices.models import PracticeNotePage, Source
from practices.tags.views import suggestions


def choosable_files(user: Any, model: type[HubDocument] | type[HubImage]) -> QuerySet[Any, Any]:
    """Files this person may put into a note, all of which they may read (`hub.access.files`): by their
    audience, of their own council's notes, and what nothing owns yet."""
    mine = Q(audience_key__in=level_keys_of(user)) | ownerless_for(user)
    council = user.council
    if council and may(user, "open_own_councils_drafts", council.network):
        notes = PracticeNotePage.objects.filter(council=council).order_by().values("pk")
        kind = ContentType.objects.get_for_model(PracticeNotePage)
        mine |= Q(owner_type=kind, owner_id__in=notes)
    return model.objects.filter(mine)


def choosable_sources(user: Any) -> QuerySet[Source, Source]:
    return Source.objects.filter(audience_key__in=keys_of(user))


def choosable_pages(user: Any, pages: QuerySet[Any, Any] | None = None) -> QuerySet[Any, Any]:
    """Pages of the hub's own structure, and notes that this person may read or has drafted."""
    held = Page.objects.all() if pages is None else pages
    seen = PracticeNotePage.objects.visible_to(user).values("pk")
    own = PracticeNotePage.objects.filter(owner=user).values("pk")
    notes = PracticeNotePage.objects.order_by().values("pk")
    return held.filter(~Q(pk__in=notes) | Q(pk__in=seen) | Q(pk__in=own))


# Tag suggestions of the CMS, by the site's own rule: Wagtail's tell the tags of every note.


@require_safe
@login_required
def suggest(request: HttpRequest, **_model: Any) -> JsonResponse:
    """Names of tags on notes that this person may read; Wagtail's field asks with `term`."""
    typed = request.GET.get("term", "").strip()[:60]
    return JsonResponse(suggestions(typed, request.user) if typed else [], safe=False)
