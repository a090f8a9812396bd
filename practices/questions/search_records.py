"""What search, the home page and the menu are told of questions."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.access.roles import may
from hub.search_registry import SearchRecord, follow
from hub.waiting import Ask
from network.councils.models import Council
from network.people.models import User
from practices.models import Question, QuestionAnswer, Topic
from practices.posting.permissions import network_to_ask

FRESH = timedelta(days=60)  # an older one that nobody answered is not put before people again


def follow_what_is_read() -> None:
    """What a question's description reads beside the question."""
    questions = Question.objects
    follow(Question, QuestionAnswer, lambda keys: questions.filter(answers__in=keys))
    follow(Question, Topic, lambda keys: questions.filter(topic__in=keys))
    follow(Question, Council, lambda keys: questions.filter(council__in=keys))
    follow(Question, User, lambda keys: questions.filter(by__in=keys), only_when_deleted=True)


def describe(question: Question) -> SearchRecord:
    answers = list(question.answers.select_related("council"))
    return SearchRecord(
        kind="question",
        title=question.title,
        url=question.get_absolute_url(),
        audience_key=question.audience_key,
        summary=question.detail,
        body="\n".join(one.text for one in answers),
        council=question.council.slug if question.council else "",
        council_name=question.council.short_name if question.council else "",
        network_id=question.network_id,
        topics=(question.topic.slug,) if question.topic else (),
        date=timezone.localdate(question.at),
        extra={
            "by": f"user:{question.by_id}",
            "facts": [said(len(answers))],
        },
    )


def said(answers: int) -> str:
    if not answers:
        return _("No answer yet")
    return ngettext("%(n)s answer", "%(n)s answers", answers) % {"n": answers}


def everything() -> Iterator[Question]:
    yield from Question.objects.select_related("council", "topic").order_by("pk")


def asks(user: Any) -> Iterator[Ask]:
    """Those who know are shown that somebody waits."""
    network = network_to_ask(user)
    if network is None or not may(user, "hear_of_open_questions", network):
        return
    waiting = Question.objects.visible_to(user).filter(
        network=network, answers=None, settled_at=None, at__gt=timezone.now() - FRESH
    )
    count = waiting.exclude(by=user).count()
    if count:
        title = ngettext(
            "%(n)s question without an answer", "%(n)s questions without an answer", count
        )
        yield Ask(
            title % {"n": count}, _("Somebody in the network asks. Two lines are enough."),
            reverse("practices:questions"), network=user.which_network(network),
        )  # fmt: skip
