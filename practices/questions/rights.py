"""Who asks, who answers, who takes words down again. Reading is `visible_to`."""

from typing import Any

from network.councils.models import Network
from network.people.models import RUNNING, Role
from practices.models import Question, QuestionAnswer

MEMBERS = tuple(role for role in Role if role != Role.ADASS_MANAGER)


def network_to_ask(user: Any) -> Network | None:
    """The network whose members this person asks; None for strangers and ADASS managers."""
    if not user.is_authenticated:
        return None
    return next((part.network for part in user.parts() if part.role in MEMBERS), None)


def may_answer(user: Any, question: Question) -> bool:
    return user.is_authenticated and user.is_role(*MEMBERS, network=question.network)


def may_take_down(user: Any, said: Question | QuestionAnswer) -> bool:
    """Whoever wrote it, and those who run the network."""
    question = said.question if isinstance(said, QuestionAnswer) else said
    wrote = said.by_id is not None and said.by_id == user.pk
    return may_answer(user, question) and (
        wrote or user.is_role(*RUNNING, network=question.network)
    )


def may_settle(user: Any, question: Question) -> bool:
    return question.by_id is not None and question.by_id == user.pk and may_answer(user, question)
