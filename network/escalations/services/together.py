"""Raising a shared barrier together: ask each council quietly, name only those that agree."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.mail import outbox
from network.councils.models import Network
from network.escalations import clock_source, mails, people, trail
from network.escalations.barrier_occurrences import Pattern, agreed_in, patterns_in, sightings_in
from network.escalations.models import (
    Barrier,
    Issue,
    JointAsk,
    JointReply,
    NetworkEscalationSettings,
    Signature,
)
from network.escalations.permissions import MovedOn, Refused, is_chair, is_lead_of
from network.escalations.states import State
from network.people.models import User

WILLING = (JointReply.Word.YES, JointReply.Word.UNNAMED)


def patterns_of(network: Network) -> list[Pattern]:
    """What the chair is shown: barriers met by enough councils, with agreed names only."""
    least = NetworkEscalationSettings.of(network).pattern_least
    return patterns_in(sightings_in(network), least, agreed_in(network))


@transaction.atomic
def ask_councils(network: Network, by: User, barrier: str, subject: str, words: str) -> JointAsk:
    """Ask every council of a pattern. Who they are is told to nobody, the chair included."""
    if not is_chair(by, network):
        raise PermissionDenied(_("Only the chair of the network can do this."))
    found = [p for p in patterns_of(network) if (p.barrier, p.subject) == (barrier, subject)]
    if not found:
        raise Refused(_("Too few councils share this barrier now."))
    try:
        with transaction.atomic():
            ask = JointAsk.objects.create(
                network=network,
                barrier=Barrier.objects.get(slug=barrier),
                subject=subject,
                words=words,
                asked_by=by,
            )
    except IntegrityError as twice:
        raise MovedOn(_("The councils have been asked already.")) from twice
    councils = {int(pk) for pk in (*found[0].asks(), *found[0].named)}
    for council in network.councils.filter(pk__in=councils):
        JointReply.objects.create(ask=ask, council=council)
        for lead in people.leads_of(council, network):
            _write_to(lead, ask)
    return ask


def _write_to(lead: User, ask: JointAsk) -> None:
    outbox.post(
        [lead.email],
        _("Would your council raise this together with others?"),
        mails.TEMPLATE,
        {
            "user": lead,
            "paragraphs": [
                _("Several councils have met the same barrier. Yours is one of them."),
                _(
                    "Nobody is told which councils were asked, and yours is named only if you agree."
                ),
            ],
            "quotes": [ask.words],
            "link": f"{settings.HUB_URL}{reverse('escalations:together')}",
            "link_label": _("Say yes or no"),
        },
        thread=f"joint-{ask.pk}",
    )


@transaction.atomic
def answer_ask(reply: JointReply, by: User, word: str) -> JointReply:
    """A lead's word for her council; it may be changed until the issue is raised."""
    reply = JointReply.objects.select_for_update().get(pk=reply.pk)
    if not is_lead_of(by, reply.council_id, reply.ask.network):
        raise PermissionDenied(_("Only the lead of a council can answer for it."))
    if reply.ask.issue_id is not None:
        raise MovedOn(_("The issue has been raised already. You can still sign it."))
    reply.word, reply.by, reply.at = JointReply.Word(word), by, clock_source.now()
    reply.save()
    return reply


def willing(ask: JointAsk) -> int:
    """How many councils said yes, with or without their name."""
    return len(list(signers(ask)))


def signers(ask: JointAsk) -> Iterator[tuple[JointReply, User]]:
    """Each willing council with who signs for it: whoever gave its word, else its lead now.

    A council whose speaker has left and that has no lead cannot sign.
    """
    for reply in ask.replies.filter(word__in=WILLING).select_related("council", "by"):
        gave_it = reply.by and people.speaker(reply.by, reply.council, ask.network)
        signer = gave_it or next(iter(people.leads_of(reply.council, ask.network)), None)
        if signer is not None:
            yield reply, signer


@transaction.atomic
def raise_together(ask: JointAsk, by: User, title: str) -> Issue:
    """The chair raises it with every willing council's signature; it lies with the chair."""
    ask = JointAsk.objects.select_for_update().get(pk=ask.pk)
    if not is_chair(by, ask.network):
        raise PermissionDenied(_("Only the chair of the network can do this."))
    if ask.issue_id is not None:
        raise MovedOn(_("The issue has been raised already."))
    signing = list(signers(ask))
    if len(signing) < NetworkEscalationSettings.of(ask.network).pattern_least:
        raise Refused(_("Not enough councils have agreed yet."))
    issue = _issue_of(ask, by, title)
    for reply, signer in signing:
        hidden = reply.word == JointReply.Word.UNNAMED
        Signature.objects.create(
            issue=issue, council=reply.council, signed_by=signer, name_withheld=hidden
        )
        trail.write(issue, "signed", by=signer, council=reply.council)
    ask.issue = issue
    ask.save()
    return issue


def _issue_of(ask: JointAsk, by: User, title: str) -> Issue:
    now = clock_source.now()
    kind, _colon, slug = ask.subject.partition(":")
    issue = Issue.objects.create(
        network=ask.network,
        raised_by=by,
        title=title,
        what_happens=ask.words,
        what_we_ask=ask.words,
        barrier=ask.barrier,
        topic=slug if kind == "topic" else "",
        state=State.CHAIR,
        sent_at=now,
        with_chair_since=now,
    )
    trail.write(issue, "raised", by=by)
    trail.write(issue, "joint")
    return issue
