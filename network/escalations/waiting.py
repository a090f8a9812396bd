"""What waits for a person, for the home page. Every line is hers to do."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub.access.roles import may, may_anywhere, networks_where
from hub.waiting import Ask
from network.escalations.anonymise import Veil
from network.escalations.list_item import card
from network.escalations.models import FollowUp, Issue, JointReply, TellBack
from network.escalations.states import State
from network.people.models import User


def asks(user: User) -> Iterator[Ask]:
    """For each part this person plays, what she can move on."""
    if not may_anywhere(user, "belong_to_a_network"):
        return
    if may_anywhere(user, "chair_the_network"):
        yield from _for_chair(user)
    if may_anywhere(user, "answer_for_adass"):
        yield from _for_manager(user)
    yield from _questions(user)
    yield from _checks(user)
    if user.council_id and may_anywhere(user, "speak_for_a_council"):
        yield from _together(user)


def _for_chair(user: User) -> Iterator[Ask]:
    """Of the network whose issues the chair's pages list (`doors.home_network`)."""
    network = user.network
    if not may(user, "chair_the_network", network):
        return
    which = user.which_network(network)
    seen = Issue.objects.visible_to(user).filter(network=network)
    count = seen.filter(state=State.CHAIR).count()
    if count:
        title = ngettext("%s issue to read", "%s issues to read", count) % count
        yield Ask(
            title,
            _("Councils have signed and wait for the chair."),
            reverse("escalations:triage"),
            network=which,
        )
    untold = TellBack.objects.filter(
        issue__network=network,
        status__in=(TellBack.Status.WAITING, TellBack.Status.FAILED),
    ).count()
    if untold:
        title = ngettext("%s person to tell", "%s people to tell", untold) % untold
        yield Ask(
            title,
            _("They asked to hear by phone, text or post."),
            reverse("escalations:to_tell"),
            network=which,
        )


def _for_manager(user: User) -> Iterator[Ask]:
    managed = networks_where(user, "answer_for_adass")
    held = Issue.objects.visible_to(user).filter(state=State.ADASS, network__in=managed)
    for issue in held.with_everything()[:3]:
        one = card(issue, user)
        which = user.which_network(issue.network)
        yield Ask(one.title, one.due or _("With ADASS"), one.url, one.due_day, which)


def _questions(user: User) -> Iterator[Ask]:
    waiting = Issue.objects.visible_to(user).filter(state=State.WAITING, raised_by=user)
    for issue in waiting.with_everything()[:3]:
        title = Veil(issue, user).text(issue.title)
        which = user.which_network(issue.network)
        url = issue.get_absolute_url()
        yield Ask(title, _("A question waits for your reply."), url, network=which)


def _checks(user: User) -> Iterator[Ask]:
    open_checks = FollowUp.objects.filter(
        user=user, answer="", asked_at__isnull=False, issue__state=State.TOLD_BACK
    ).select_related("issue__network", "issue__council", "issue__raised_by")
    for check in open_checks[:3]:
        title = Veil(check.issue, user).text(check.issue.title)
        url = reverse("escalations:do", args=[check.issue_id, "check"])
        which = user.which_network(check.issue.network)
        yield Ask(title, _("Did it work? One line is enough."), url, network=which)


def _together(user: User) -> Iterator[Ask]:
    open_asks = JointReply.objects.filter(
        council=user.council_id, word=JointReply.Word.ASKED, ask__issue__isnull=True
    )
    if open_asks.exists():
        yield Ask(
            _("Raise it together?"),
            _("Several councils met the same barrier."),
            reverse("escalations:together"),
        )
