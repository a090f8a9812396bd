"""Tag suggestions of the CMS, by the site's own rule: Wagtail's tell the tags of every note."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from practices.views.tags import suggestions


@require_safe
@login_required
def suggest(request: HttpRequest, **_model: Any) -> JsonResponse:
    """Names of tags on notes that this person may read; Wagtail's field asks with `term`."""
    typed = request.GET.get("term", "").strip()[:60]
    return JsonResponse(suggestions(typed, request.user) if typed else [], safe=False)
