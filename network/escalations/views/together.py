"""Patterns for the chair, and the quiet question to each council."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from hub.inputs import whole_number
from hub.ui.form_fields import posted
from network.councils.models import Council
from network.escalations.barrier_occurrences import Pattern
from network.escalations.evidence_display import finding_of, may_see
from network.escalations.models import Barrier, JointAsk, JointReply
from network.escalations.permissions import MovedOn, Refused, is_lead_of
from network.escalations.services import together as service
from network.escalations.topics import topic_name
from network.escalations.views.decorators import chairs_only, members_only
from network.people.views.decorators import MemberRequest


class AskForm(forms.Form):
    """What the chair writes to the councils of a pattern."""

    barrier = forms.SlugField(widget=forms.HiddenInput)
    subject = forms.CharField(widget=forms.HiddenInput, max_length=120)
    words = forms.CharField(
        label=gettext_lazy("What we would ask for together"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@chairs_only
def patterns(request: MemberRequest) -> HttpResponse:
    """Barriers that enough councils share, each with a drafted joint issue."""
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            service.ask_councils(request.network, request.user, **form.cleaned_data)
            messages.success(request, _("The councils are asked. You will see how many agree."))
        except (Refused, MovedOn) as problem:
            messages.error(request, str(problem))
        return redirect("escalations:patterns")
    asked = {
        (ask.barrier.slug, ask.subject): ask
        for ask in JointAsk.objects.filter(network=request.network).select_related("barrier")
    }
    names = dict(Barrier.objects.values_list("slug", "name"))
    found = [_shown(p, request, asked, names) for p in service.patterns_of(request.network)]
    return render(request, "escalations/patterns.html", {"patterns": found, "form": form})


def _shown(
    pattern: Pattern, request: MemberRequest, asked: dict[Any, JointAsk], names: dict[str, str]
) -> dict[str, Any]:
    ask = asked.get((pattern.barrier, pattern.subject))
    subject, barrier = subject_words(pattern.subject, request.user), names.get(pattern.barrier, "")
    words = _(
        "Several councils met the barrier “%(barrier)s” with “%(subject)s”. Together we ask for it to be moved."
    )
    drafted = words % {"barrier": barrier.lower(), "subject": subject}
    return {
        "barrier": barrier,
        "subject": subject,
        "councils": pattern.councils,
        "named": Council.objects.filter(pk__in=[int(pk) for pk in pattern.named]),
        "drafted": drafted,
        "ask": ask,
        "willing": service.willing(ask) if ask else 0,
        "form": AskForm(
            initial={"barrier": pattern.barrier, "subject": pattern.subject, "words": drafted},
            auto_id=f"{pattern.barrier}-{pattern.subject.replace(':', '-')}-%s",
        ),
    }


def subject_words(subject: str, reader: Any) -> str:
    """The topic's or the note's name, if this reader may see the note."""
    kind, _colon, key = subject.partition(":")
    if kind == "topic":
        return topic_name(key)
    finding = finding_of(Page.objects.filter(pk=whole_number(key)).first())
    return finding.title if finding and may_see(finding, reader) else _("a practice note")


@require_POST
@chairs_only
def raise_it(request: MemberRequest, pk: int) -> HttpResponse:
    """Raise what enough councils agreed to."""
    ask = get_object_or_404(JointAsk, pk=pk, network=request.network)
    subject = subject_words(ask.subject, request.user)
    try:
        issue = service.raise_together(ask, request.user, f"{ask.barrier}: {subject}"[:160])
    except (Refused, MovedOn) as problem:
        messages.error(request, str(problem))
        return redirect("escalations:patterns")
    messages.success(request, _("It is raised, with a signature for each council that agreed."))
    return redirect(issue)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def together(request: MemberRequest) -> HttpResponse:
    """For a lead: barriers her council shares with others, and her council's word."""
    if not is_lead_of(request.user, request.user.council_id, request.network):
        raise PermissionDenied(_("Only the lead of a council can answer for it."))
    replies = JointReply.objects.filter(council=request.user.council_id, ask__issue__isnull=True)
    if request.method == "POST":
        reply = get_object_or_404(replies, pk=whole_number(request.POST.get("reply")))
        word = request.POST.get("word", "")
        if word in (JointReply.Word.YES, JointReply.Word.UNNAMED, JointReply.Word.NO):
            service.answer_ask(reply, request.user, word)
            messages.success(
                request, _("Your council’s word is kept. You may change it until it is raised.")
            )
        return redirect("escalations:together")
    context = {"replies": replies.select_related("ask__barrier"), "words": JointReply.Word}
    return render(request, "escalations/together.html", context)
