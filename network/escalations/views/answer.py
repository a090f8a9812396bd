"""Writing the answer: two managers may write at once, and neither loses a word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.access.decorators import link_is_gone, secret_link
from hub.ui.form_fields import posted
from network.escalations.anonymise import Veil
from network.escalations.forms import AnswerForm, CheckForm, FollowingActions
from network.escalations.models import Answer, FollowUp, Issue
from network.escalations.permissions import MovedOn, Refused, is_manager
from network.escalations.services import answering
from network.escalations.services.checking import record_check
from network.escalations.signed_links import BadLink, read_check
from network.escalations.views.decorators import issue_or_404, members_only
from network.people.views.decorators import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def write(request: MemberRequest, pk: int) -> HttpResponse:
    """The draft answer, kept private until it is published."""
    issue = issue_or_404(request, pk)
    if not is_manager(request.user, issue.network):
        raise PermissionDenied(_("Only an ADASS manager can do this."))
    answer = issue.answers.filter(run=issue.run).first()
    if request.method == "POST":
        return _save(request, issue, answer)
    return _page(request, issue, AnswerForm(initial=_initial(issue, answer)), _actions(issue))


def _initial(issue: Issue, answer: Answer | None) -> dict[str, Any]:
    if answer is None:
        return {"version": 0}
    held = {name: getattr(answer, name) for name in answering.ANSWER_FIELDS}
    return held | {
        "version": answer.version,
        "publish_at": answer.publish_at,
        "tell_all": issue.tell_all,
    }


def _actions(issue: Issue) -> Any:
    held = issue.actions.filter(run=issue.run)
    return FollowingActions(
        prefix="actions", initial=[{"text": a.text, "owner": a.owner, "due": a.due} for a in held]
    )


def _save(request: MemberRequest, issue: Issue, answer: Answer | None) -> HttpResponse:
    form = AnswerForm(request.POST)
    actions = FollowingActions(request.POST, prefix="actions")
    if not (form.is_valid() and actions.is_valid()):
        return _page(request, issue, form, actions)
    try:
        _keep(request, issue, form, actions)
    except answering.Stale as stale:
        return _both(request, issue, stale.newer)
    except (Refused, MovedOn) as problem:
        form.add_error(None, str(problem))
        return _page(request, issue, form, actions)
    return redirect(issue)


@transaction.atomic
def _keep(request: MemberRequest, issue: Issue, form: AnswerForm, actions: Any) -> None:
    words = form.cleaned_data
    kept = answering.save_answer(issue, request.user, words["version"], words, _filled(actions))
    if "publish" not in request.POST:
        messages.success(request, _("Your draft answer is kept. Only ADASS managers see it."))
        return
    published = answering.publish(
        issue, request.user, kept.version, at=words["publish_at"], tell_all=words["tell_all"]
    )
    if published.published_at:
        messages.success(request, _("The answer is published, and those who asked are told."))
    else:
        messages.success(request, _("The answer will be published at the moment you chose."))


def _filled(actions: Any) -> list[dict[str, Any]]:
    fields = ("text", "owner", "due")
    return [
        {name: form.cleaned_data[name] for name in fields}
        for form in actions
        if form.cleaned_data.get("text")
    ]


def _both(request: MemberRequest, issue: Issue, newer: Answer) -> HttpResponse:
    """Show the newer text beside what was typed; saving again then rests on the newer version."""
    typed = request.POST.copy()
    typed["version"] = str(newer.version)
    form = AnswerForm(typed)
    form.add_error(
        None, _("Someone saved this answer while you were writing. Both texts are below.")
    )
    actions = FollowingActions(request.POST, prefix="actions")
    return _page(request, issue, form, actions, newer=newer, status=409)


def _page(
    request: MemberRequest,
    issue: Issue,
    form: AnswerForm,
    actions: Any,
    newer: Any = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "issue": issue,
        "form": form,
        "actions": actions,
        "newer": newer,
        "question_open": issue.state == "waiting",
    }
    return render(request, "escalations/answer.html", context, status=status)


# “Did it work?” answered from a mail: a signed link, a page to confirm on, and no signing in.


@secret_link
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing (mail scanners open links); only the button does."""
    try:
        follow_up = read_check(token)
    except BadLink as bad:
        then = _("You can also sign in and answer on the page of the issue.")
        way = {"url": reverse("escalations:index"), "link": _("Raised with ADASS")}
        return link_is_gone(request, str(bad), then=then, **way)
    form = CheckForm(posted(request), issue=follow_up.issue, user=follow_up.user)
    if request.method == "POST" and form.is_valid():
        return _record(request, follow_up, form)
    return _check_page(request, follow_up, form)


def _record(request: HttpRequest, follow_up: FollowUp, form: CheckForm) -> HttpResponse:
    try:
        record_check(follow_up, form.cleaned_data["answer"], form.cleaned_data["line"])
    except Refused as refused:
        form.add_error(None, str(refused))
        return _check_page(request, follow_up, form)
    return render(request, "escalations/check_done.html", _about(request, follow_up))


def _check_page(request: HttpRequest, follow_up: FollowUp, form: CheckForm) -> HttpResponse:
    return render(request, "escalations/check.html", {"form": form, **_about(request, follow_up)})


def _about(request: HttpRequest, follow_up: FollowUp) -> dict[str, str]:
    """The issue by its title for the person asked, signed in; a bare link tells number and day.

    An issue may be confidential, and a mail is passed on.
    """
    issue = follow_up.issue
    if follow_up.user_id == request.user.pk:
        title = Veil(issue, follow_up.user).text(issue.title)
        return {"title": title, "name": follow_up.user.get_short_name()}
    answered = issue.answered_at and date_format(timezone.localdate(issue.answered_at), "j F Y")
    words = {"pk": issue.pk, "day": answered}
    title = _("Issue %(pk)s, answered on %(day)s") if answered else _("Issue %(pk)s")
    return {"title": title % words, "name": ""}
