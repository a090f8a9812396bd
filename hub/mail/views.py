"""The outbox as administrators see it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.mail.models import Message, State
from hub.permissions import for_administrators


@for_administrators
def outbox(request: HttpRequest) -> HttpResponse:
    """All messages, newest first; `?state=failed` and so on."""
    state = request.GET.get("state", "")
    rows = Message.objects.defer("raw")
    if state in State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"page": page, "states": State.choices, "state": state}
    return render(request, "mail/outbox.html", context)


@for_administrators
def message(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Message, pk=pk)
    return render(request, "mail/message.html", {"message": found, "text": found.text()})


@require_POST
@for_administrators
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a failed message back in the queue, or drop it so that its thread moves on."""
    found = Message.objects.filter(pk=pk, state__in=[State.FAILED, State.WAITING])
    if "drop" in request.POST:
        done = found.update(state=State.DROPPED)
        messages.success(request, _("The message will not be sent.")) if done else None
    else:
        done = found.update(state=State.WAITING, tries=0, next_try=timezone.now())
        messages.success(request, _("The message will be tried again now.")) if done else None
    return redirect("mail:message", pk=pk)
