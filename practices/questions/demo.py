"""The questions of the demonstration. `manage.py load_demo` alone reads them."""

from datetime import datetime, timedelta
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from network.councils.models import Network
from network.people.models import User
from practices.models import Question, QuestionAnswer, Topic
from practices.setting_up import DATA

FILE = DATA / "demo" / "questions.yaml"


@transaction.atomic
def load_demo_questions(network: Network) -> None:
    """Those that are not there yet, with their answers."""
    people = {user.email: user for user in User.objects.select_related("council")}
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    there = set(Question.objects.values_list("title", flat=True))
    for told in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        if told["title"] in there or told["by"] not in people:
            continue
        answers = [one for one in told.get("answers", ()) if one["by"] in people]
        question = Question(
            network=network, title=told["title"], detail=told.get("detail", ""),
            topic=topics.get(told["topic"]), **said(told, people),
            settled_at=timezone.now() if told.get("settled") else None,
        )  # fmt: skip
        question.save()
        for one in answers:
            QuestionAnswer.objects.create(question=question, text=one["text"], **said(one, people))
        question.save()  # search is told again, with the answers


def said(told: dict[str, Any], people: dict[str, User]) -> dict[str, Any]:
    who = people[told["by"]]
    at: datetime = timezone.now() - timedelta(days=told["days"])
    return {"by": who, "council": who.council, "at": at}
