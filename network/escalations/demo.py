"""Issues of the demonstration, one in each state, replayed through the same services as any other.

`hub.setup_steps` calls `load` after people and notes. Everything in them is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from network.councils.models import Network
from network.escalations import clock, clock_source, people
from network.escalations.models import Barrier, Issue, TellBack
from network.escalations.services import answering, checking, managing, raising, telling, triage
from network.people.models import Role, User

ISSUES_FILE = Path(__file__).parent / "data" / "demo_issues.yaml"
WORDS = set(raising.WRITTEN_FIELDS)
Who = dict[str, User]


def load(network: Network, _people: object = None) -> None:
    """Add the issues that are not there yet. A person who is missing skips her issues."""
    who = cast_of(network)
    for story in yaml.safe_load(ISSUES_FILE.read_text(encoding="utf-8")):
        needed = {story["by"], *(step[2] for step in story["steps"])}
        if needed <= set(who) and not Issue.objects.filter(title=story["title"]).exists():
            with transaction.atomic():
                tell(story, network, who)


def cast_of(network: Network) -> Who:
    """The lead of each council by its slug, and chair, deputy, adass and resident."""
    found = {
        council.slug: lead
        for council in network.councils.all()
        for lead in people.leads_of(council, network)[:1]
    }
    by_part = {
        "chair": people.chairs(network),
        "deputy": people.deputies(network),
        "adass": people.managers(network),
        "resident": people.with_role(network, Role.RESIDENT),
    }
    return found | {part: held[0] for part, held in by_part.items() if held}


def tell(story: dict[str, Any], network: Network, who: Who) -> Issue:
    """Replay one issue, each step at its own moment."""
    first = story["steps"][0][0] + 1 if story["steps"] else 2
    words = {name: value for name, value in story.items() if name in WORDS}
    words["barrier"] = Barrier.objects.get(slug=story["barrier"])
    with clock_source.replaying(days_ago(first)):
        issue = raising.save_draft(who[story["by"]], network, words)
    for number, (ago, verb, name, *rest) in enumerate(story["steps"]):
        with clock_source.replaying(days_ago(ago) + timedelta(minutes=7 * number)):
            issue = Issue.objects.get(pk=issue.pk)
            STEPS[verb](issue, who[name], rest[0] if rest else "")
    return issue


def days_ago(count: int) -> datetime:
    """Half past nine, London time, that many working days before today."""
    day = timezone.localdate()
    while count > 0:
        day -= clock.ONE_DAY
        count -= clock.is_working_day(day)
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _answer(issue: Issue, by: User, words: dict[str, Any]) -> None:
    actions = [
        {"text": one["text"], "owner": one["owner"],
         "due": clock.add_working_days(clock_source.today(), one["days"])}
        for one in words["actions"]
    ]  # fmt: skip
    answer = answering.save_answer(issue, by, 0, words, actions)
    answering.publish(issue, by, answer.version)


def _told(issue: Issue, by: User, note: str) -> None:
    for one in issue.tell_backs.filter(status=TellBack.Status.WAITING):
        telling.tick_told(one, by, note)


def _check(issue: Issue, by: User, words: dict[str, Any]) -> None:
    check = checking.follow_up_of(issue, by, by.council)
    checking.record_check(check, words["answer"], words["line"])


STEPS: dict[str, Callable[[Issue, User, Any], object]] = {
    "send": lambda issue, by, _words: raising.send(issue, by),
    "sign": lambda issue, by, _words: raising.sign(issue, by),
    "send_up": triage.send_up,
    "waive": triage.waive,
    "decline": triage.decline,
    "close": triage.close,
    "answer_within": answering.answer_within,
    "take": lambda issue, by, _words: managing.take(issue, by),
    "ask": managing.ask_question,
    "reply": managing.reply,
    "answer": _answer,
    "told": _told,
    "check": _check,
    "reopen": checking.reopen,
}
