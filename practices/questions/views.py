"""The list, one question, and asking one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.search_registry import similar_to
from hub.ui.form_fields import posted
from network.people.views.decorators import SignedInRequest
from practices.models import Question
from practices.posting import permissions
from practices.questions import services
from practices.questions.forms import AnswerForm, QuestionForm
from practices.questions.search_records import said

A_PAGE = 20


def seen(request: SignedInRequest) -> QuerySet[Question]:
    return Question.objects.visible_to(request.user).select_related(
        "network", "council", "by", "topic"
    )


@require_safe
@login_required
def questions(request: SignedInRequest) -> HttpResponse:
    """Open ones or all, newest first."""
    found = seen(request).annotate(n=Count("answers")).order_by("-at", "-pk")
    only_open = "all" not in request.GET
    if only_open:
        found = found.filter(settled_at__isnull=True)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    may_ask = permissions.network_to_ask(request.user) is not None
    rows = [(one, (said(one.n), date_format(localdate(one.at), "j F Y"))) for one in page]  # type: ignore[attr-defined]  # annotated above
    context = {"page": page, "rows": rows, "only_open": only_open, "may_ask": may_ask}
    return render(request, "practices/questions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: SignedInRequest) -> HttpResponse:
    """`?title=` fills the box in: search brings what it did not find."""
    network = permissions.network_to_ask(request.user)
    if network is None:
        raise PermissionDenied(_("Members of a network ask and answer questions."))
    title = request.GET.get("title", "").replace("\x00", "")[:160]
    form = QuestionForm(posted(request), initial={"title": title})
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "detail", "topic")}
        question = services.ask(network, request.user, **words)
        messages.success(request, _("Your question is asked. Answers come to you by e-mail."))
        return redirect(question)
    text = request.POST.get("title", title)
    like = [
        one
        for kind in ("question", "note")
        for one in similar_to(text, kind=kind, reader=request.user)
    ]
    context = {"form": form, "similar": like, "network": network}
    return render(request, "practices/questions/ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(seen(request), pk=pk)
    may_answer = permissions.may_answer(request.user, found)
    form = AnswerForm(posted(request))
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied(_("Members of a network ask and answer questions."))
        if form.is_valid():
            services.answer(found, request.user, form.cleaned_data["text"])
            messages.success(request, _("Thank you. Your answer is here for everybody."))
            return redirect(found)
    return render(request, "practices/questions/question.html", _page(request, found, form))


def _page(request: SignedInRequest, found: Question, form: AnswerForm) -> dict[str, Any]:
    answers = list(found.answers.select_related("by", "council"))
    for one in answers:
        one.question = found
    return {
        "question": found,
        "answers": [(one, permissions.may_take_down(request.user, one)) for one in answers],
        "form": form if permissions.may_answer(request.user, found) else None,
        "may_settle": permissions.may_settle(request.user, found),
        "may_take_down": permissions.may_take_down(request.user, found),
    }


@require_POST
@login_required
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(seen(request), pk=pk)
    if not permissions.may_settle(request.user, found):
        raise PermissionDenied(_("Only whoever asked can say that it is answered."))
    services.settle(found, "again" not in request.POST)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_down(request: SignedInRequest, pk: int, answer: int | None = None) -> HttpResponse:
    """Asks once more first: what is gone cannot be brought back."""
    found = get_object_or_404(seen(request), pk=pk)
    said = get_object_or_404(found.answers, pk=answer) if answer else found
    if not permissions.may_take_down(request.user, said):
        raise PermissionDenied(_("Only whoever wrote it, or an editor, can take it down."))
    if request.method == "POST":
        services.take_down(said)
        messages.success(request, _("Taken down."))
        return redirect(found if answer else "practices:questions")
    context = {"question": found, "answer": said if answer else None}
    return render(request, "practices/questions/take_down.html", context)
