"""Who asks, who answers, who takes words down again. Reading is `visible_to`."""

from typing import Any

from hub.access.roles import may, networks_where
from network.councils.models import Network
from practices.models import Question, QuestionAnswer


def network_to_ask(user: Any) -> Network | None:
    """The network whose members this person asks; None for strangers and ADASS managers."""
    asking = networks_where(user, "ask_and_answer")
    if not asking:
        return None
    home = user.network
    if home.pk in asking:
        return home
    return next(part.network for part in user.parts() if part.network_id in asking)


def may_answer(user: Any, question: Question) -> bool:
    return may(user, "ask_and_answer", question.network)


def may_take_down(user: Any, said: Question | QuestionAnswer) -> bool:
    """Whoever wrote it, and those who run the network."""
    question = said.question if isinstance(said, QuestionAnswer) else said
    wrote = said.by_id is not None and said.by_id == user.pk
    return may_answer(user, question) and (
        wrote or may(user, "take_down_others_words", question.network)
    )


def may_settle(user: Any, question: Question) -> bool:
    return question.by_id is not None and question.by_id == user.pk and may_answer(user, question)
