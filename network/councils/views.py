"""Comparing councils, and telling how one works. The council pages themselves are Wagtail's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.views import serve

from hub.cache import cached
from hub.ui.form_fields import posted
from network.councils.forms import TeamForm
from network.councils.models import Council, CouncilPage, TeamModel
from network.councils.permissions import can_tell
from network.councils.team import MOST_COMPARED, compare


def index(request: HttpRequest) -> HttpResponse:
    """The index page of the tree, under a name that templates can link to."""
    return serve(request, "councils/")


@require_safe
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """A council's page, read once until a page changes; Wagtail answers for what is not there."""
    found = cached("council at", slug, ("councils", "practices"), lambda: page_at(slug))
    return found.serve(request) if found else serve(request, request.path)


def page_at(slug: str) -> CouncilPage | None:
    pages = CouncilPage.objects.live().select_related("council__network")
    end = f"/councils/{slug}/"
    return next((one for one in pages.filter(slug=slug) if one.url_path.endswith(end)), None)


def comparison(request: HttpRequest) -> HttpResponse:
    """?council=dudley&council=walsall: how their teams are set up, side by side."""
    asked = list(dict.fromkeys(slug[:80] for slug in request.GET.getlist("council")))
    choice = Council.objects.filter(page__live=True).order_by("short_name")
    known = {council.slug: council for council in choice}
    chosen = [known[slug] for slug in asked if slug in known][:MOST_COMPARED]
    return render(
        request,
        "councils/compare.html",
        {
            "choice": known.values(),
            "chosen": chosen,
            "slugs": [council.slug for council in chosen],
            "rows": compare(chosen, request.user) if chosen else [],
            "too_many": len(asked) > MOST_COMPARED,
            "most": MOST_COMPARED,
        },
    )


@login_required
def tell(request: HttpRequest, slug: str) -> HttpResponse:
    """The lead says how her council works."""
    council = get_object_or_404(Council.objects.select_related("network"), slug=slug)
    if not can_tell(request.user, council):
        raise PermissionDenied(_("A council's own lead tells how it works."))
    told = TeamModel.objects.filter(council=council).first() or TeamModel(council=council)
    form = TeamForm(posted(request), instance=told)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(council)
    return render(request, "councils/tell.html", {"form": form, "council": council})
