"""The outbox as administrators see it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.access.decorators import for_administrators
from hub.mail.models import SETTLEABLE, Message, State


@for_administrators
def outbox(request: HttpRequest) -> HttpResponse:
    """Who gets what kind of message and what became of it, newest first; `?state=failed`."""
    state = request.GET.get("state", "")
    rows = Message.objects.visible_to(request.user).defer("raw")
    if state in State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"page": page, "states": State.choices, "state": state}
    return render(request, "mail/outbox.html", context)


@for_administrators
def message(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    context = {"message": found, "settleable": found.state in SETTLEABLE}
    return render(request, "mail/message.html", context)


@require_POST
@for_administrators
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a message back in the queue, or drop it. Once more only when nothing went after it."""
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    if found.state not in SETTLEABLE:
        return redirect("mail:message", pk=pk)
    if "drop" in request.POST:
        if found.settle(State.DROPPED):
            messages.success(request, _("The message will not be sent."))
        return redirect("mail:message", pk=pk)
    refusal = why_not_again(found)
    if refusal:
        messages.error(request, refusal)
    elif found.settle(State.WAITING, tries=0, next_try=timezone.now()):
        messages.success(request, _("The message will be tried again now."))
    return redirect("mail:message", pk=pk)


def why_not_again(message: Message) -> str:
    """A sentence when sending it once more would do harm; empty when it may go."""
    if message.secret and message.state != State.WAITING:
        return _("Its words were wiped, because they let somebody sign in. Send a new one instead.")
    later = Message.objects.filter(thread=message.thread, pk__gt=message.pk)
    gone_on = later.filter(state__in=[State.SENT, State.UNSURE])
    if message.thread and gone_on.exists():
        return _("A later message about the same thing has gone out already, so this one is old.")
    return ""
