"""The network's own numbers: threshold, days to answer, reminders."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hub.posted import posted
from network.escalations.forms import SettingsForm
from network.escalations.models import NetworkEscalationSettings
from network.escalations.services.raising import threshold_changed
from network.escalations.views.doors import chairs_only
from network.people.requests import MemberRequest


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
