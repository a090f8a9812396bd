"""Asking, answering, settling, taking down: each in one transaction with its mail."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.mail.outbox import post
from network.councils.models import Network
from practices.models import Question, QuestionAnswer


@transaction.atomic
def ask(network: Network, by: Any, **words: Any) -> Question:
    return Question.objects.create(network=network, by=by, council=by.council, **words)


@transaction.atomic
def answer(question: Question, by: Any, text: str) -> QuestionAnswer:
    """Keep the answer and write to whoever asked, if she still may read it."""
    given = QuestionAnswer.objects.create(question=question, by=by, council=by.council, text=text)
    asker = question.by
    reads = asker and Question.objects.visible_to(asker).filter(pk=question.pk).exists()
    if asker and reads and asker.is_member(question.network) and asker.pk != by.pk:
        post(
            [asker.email],
            _("An answer to your question: %(title)s") % {"title": question.title},
            "emails/question_answered",
            {
                "asker": asker, "answer": given, "question": question,
                "address": settings.HUB_URL + question.get_absolute_url(),
            },
            thread=f"question {question.pk}",
        )  # fmt: skip
    return given


@transaction.atomic
def settle(question: Question, settled: bool) -> None:
    question.settled_at = timezone.now() if settled else None
    question.save(update_fields=["settled_at", "audience_key"])


@transaction.atomic
def take_down(said: Question | QuestionAnswer) -> None:
    """Gone for good; a question takes its answers with it."""
    said.delete()
