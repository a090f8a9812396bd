"""The report on a page, and as files to take away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hub import demonstration
from hub.ui.form_fields import posted
from network.escalations.forms import SettingsForm
from network.escalations.models import Issue, Level, NetworkEscalationSettings
from network.escalations.report import Section, report_for
from network.escalations.services.raising import threshold_changed
from network.escalations.views.decorators import chairs_and_managers, chairs_only
from network.people.views.decorators import MemberRequest

FILES = {
    "csv": ("as_csv", "text/csv; charset=utf-8"),
    "xlsx": ("as_xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": ("as_docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
LONGEST_BAR = 200


@require_safe
@chairs_and_managers
def report(request: MemberRequest) -> HttpResponse:
    """Numbers with simple pictures; each picture's numbers stand beside it as text."""
    found = report_for(request.network)
    seen = Issue.objects.visible_to(request.user).sent().filter(network=request.network)
    context = {
        "report": found,
        "sections": [(s, bars(s)) for s in found.sections if s.rows],
        "confidential": seen.exclude(level=Level.NETWORK).count(),
    }
    return render(request, "escalations/report.html", context)


def bars(section: Section) -> list[dict[str, Any]]:
    """Rows with the length of their bar; a hidden number has none."""
    most = max((n for _name, n in section.rows if n), default=0)
    return [
        {"name": name, "number": n, "length": round(LONGEST_BAR * n / most) if n and most else 0}
        for name, n in section.rows
    ]


@require_safe
@chairs_and_managers
def download(request: MemberRequest, ending: str) -> HttpResponse:
    """The same numbers as CSV, XLSX or DOCX."""
    if ending not in FILES:
        raise Http404
    from network.escalations import exports  # with it come writers of Word and Excel files

    make, content_type = FILES[ending]
    content = getattr(exports, make)(report_for(request.network))
    day = f"{timezone.localdate():%Y-%m-%d}"
    name = demonstration.file_name(f"raised-with-adass-{day}.{ending}")
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


# The network's own numbers: threshold, days to answer, reminders.


@require_http_methods(["GET", "HEAD", "POST"])
@chairs_only
def settings(request: MemberRequest) -> HttpResponse:
    """For the chair. Clocks that run keep the days they started with."""
    numbers = NetworkEscalationSettings.of(request.network)
    form = SettingsForm(posted(request), instance=numbers)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            moved = threshold_changed(request.network)
        messages.success(request, _("The numbers are kept."))
        if moved:
            said = ngettext(
                "%s issue has enough signatures now.",
                "%s issues have enough signatures now.",
                moved,
            )
            messages.info(request, said % moved)
        return redirect("escalations:settings")
    return render(request, "escalations/settings.html", {"form": form})
