"""Who may write for which council, open which draft, and read what was sent in."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from hub.access.audience import Level
from hub.access.roles import may, may_anywhere, networks_where
from network.councils import handover
from network.councils.models import Council, Network
from practices.models import PracticeNotePage, Question, QuestionAnswer
from practices.permissions import can_edit, can_moderate, can_publish, network_of


def councils_to_post_for(user: Any) -> QuerySet[Council]:
    """A lead's and a colleague's own council; for those who run a network, all of its councils.

    Empty for residents and ADASS managers: a note speaks for a council.
    """
    councils = Council.objects.filter(page__isnull=False)
    if not user.is_authenticated:
        return councils.none()
    mine = Q(network__in=networks_where(user, "moderate_notes"))
    if user.council_id and may(user, "write_notes", user.council.network):
        mine |= Q(pk=user.council_id)
    return councils.filter(mine)


def is_at_home(user: Any, note: PracticeNotePage) -> bool:
    """Of the note's own council, or of one that follows it, and one who writes for it."""
    return handover.is_at_home(user, note.council) and may(
        user, "open_own_councils_drafts", network_of(note)
    )


def may_open_draft(user: Any, note: PracticeNotePage) -> bool:
    """An unsent draft is for its council, its owner and whoever wrote its newest words. Those who
    run the network open it once it was sent in, or where it says no more than the published note
    that they may read: nobody looks over a lead's shoulder while they write.

    The CMS asks this too (`practices.cms`).
    """
    if not may_anywhere(user, "belong_to_a_network"):
        return False
    if may_open_earlier_drafts(user, note):
        return True
    if not can_moderate(user, note):
        return False
    if note.workflow_in_progress:
        return True
    newest = note.latest_revision
    own = newest is not None and newest.user_id == user.pk
    return note.is_visible_to(user) and (own or not note.has_unpublished_changes)


def may_open_earlier_drafts(user: Any, note: PracticeNotePage) -> bool:
    """Its council's writers, and its owner while they may change it: earlier drafts hold what was
    never sent in."""
    return is_at_home(user, note) or (note.owner_id == user.pk and can_edit(user, note))


def may_write(user: Any, note: PracticeNotePage) -> bool:
    """May change the draft now: while editors read it, only they may."""
    if not may_open_draft(user, note):
        return False
    return can_moderate(user, note) if note.workflow_in_progress else can_edit(user, note)


def goes_live_at_once(user: Any, note: PracticeNotePage, audience: str) -> bool:
    """No editor reads it first: it stays within the council, or the network lets leads publish."""
    stays_home = audience == Level.COUNCIL and is_at_home(user, note)
    was_home = not note.live or note.audience == Level.COUNCIL
    return can_publish(user, note) or (stays_home and was_home)


# Who may import, and for which councils.


def importable_councils(user: Any) -> QuerySet[Council]:
    """Councils this person may import for: all of a network she helps to run, else her own.

    A direct payments lead has her own council; a colleague, a resident and an ADASS manager none.
    """
    councils = Council.objects.filter(page__isnull=False)
    if not user.is_authenticated:
        return councils.none()
    mine = Q(network__in=networks_where(user, "moderate_notes"))
    if user.council_id and may(user, "import_own_councils_notes", user.council.network):
        mine |= Q(pk=user.council_id)
    return councils.filter(mine)


def may_publish(user: Any) -> bool:
    """For each council they may import for they moderate its network, or it lets leads publish."""
    at_once = Q(network__in=networks_where(user, "moderate_notes"))
    at_once |= Q(network__leads_publish_at_once=True)
    return not importable_councils(user).exclude(at_once).exists()


# Who asks, who answers, who takes words down again. Reading is `visible_to`.


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
