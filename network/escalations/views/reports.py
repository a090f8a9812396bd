"""The report on a page, and as files to take away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.later import later
from network.escalations.models import Issue, Level
from network.escalations.report import Section, report_for
from network.escalations.views.doors import chairs_and_managers
from network.people.requests import MemberRequest

EXPORTS = "network.escalations.exports"
as_csv = later(f"{EXPORTS}.spreadsheets", "as_csv")
as_xlsx = later(f"{EXPORTS}.spreadsheets", "as_xlsx")
as_docx = later(f"{EXPORTS}.briefing", "as_docx")
FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
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
    make, content_type = FILES[ending]
    content = make(report_for(request.network))
    name = f"raised-with-adass-{timezone.localdate():%Y-%m-%d}.{ending}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
