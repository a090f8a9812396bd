"""Announce, invite, move, cancel, answer. Each in one transaction with its mails."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.meetings.dates import in_words
from network.meetings.invitees import Invitee, invitation_id, members_of
from network.meetings.mails import send_cancellation, send_invitation
from network.meetings.models import (
    AgendaItem,
    Answer,
    HostChange,
    Invitation,
    Meeting,
    Payment,
    Status,
)
from network.meetings.planning import NotPossible, days_taken

RE_ASKED_FOR = ("starts", "minutes", "way", "venue", "postcode")
TOLD_OF = (*RE_ASKED_FOR, "link")
SAID_YES = (Answer.IN_PERSON, Answer.ONLINE)
ANSWERED = ("answer", "answered_at", "guests", "access_needs", "access_met")
ASKS_PAYMENT = (Payment.OFFERED, Payment.ACCEPTED, Payment.DECLINED)


class LinkNotGood(ValueError):
    """Why an invitation cannot be answered, as one sentence."""


class NoPlaceLeft(NotPossible):
    """The room, or the online meeting, has fewer free places than this answer needs."""


def invitation_behind(token: str) -> Invitation:
    """Raises LinkNotGood for a forged, withdrawn or expired link."""
    pk = invitation_id(token)
    if pk is None:
        raise LinkNotGood(_("This link is not complete. Copy the whole of it from your mail."))
    return _open_invitation(pk)


def locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now; nobody else answers for this meeting until the transaction ends.

    The meeting is locked before the invitation, so that places are counted once and in one order.
    Raises LinkNotGood when it was taken back, or the meeting cancelled or held, meanwhile.
    """
    Meeting.objects.select_for_update().get(pk=invitation.meeting_id)
    return _open_invitation(invitation.pk)


def _open_invitation(pk: int) -> Invitation:
    standing = Invitation.objects.standing().select_related("meeting__group")
    found = standing.filter(pk=pk).first()
    if found is None:
        raise LinkNotGood(_("This invitation has been taken back."))
    if found.meeting.status == Status.CANCELLED:
        raise LinkNotGood(_("This meeting is cancelled, so there is nothing to answer."))
    if found.meeting.is_over:
        raise LinkNotGood(_("This meeting is over, so its link answers nothing any more."))
    return found


@transaction.atomic
def announce(meetings: Iterable[Meeting], *, by: Any) -> int:
    """Make drafts public to their audience and invite the group's members. Returns how many.

    Raises NotPossible, and then announces none.
    """
    done = 0
    for meeting in meetings:
        if meeting.status != Status.DRAFT:
            continue
        if meeting.starts <= timezone.now():
            raise NotPossible(_("%s is in the past.") % meeting)
        meeting.status = Status.ANNOUNCED
        meeting.save(update_fields=["status", "changed"])
        invite(meeting, members_of(meeting.group))
        done += 1
    return done


def invite(meeting: Meeting, invitees: Iterable[Invitee]) -> list[Invitation]:
    """Ask people who are not yet asked, also long after the announcement."""
    asked = []
    for one in invitees:
        invitation, made = Invitation.objects.get_or_create(
            meeting=meeting,
            email=one.email.lower(),
            defaults={"name": one.name, "person": one.person, "council": one.council},
        )
        if made or not meeting.invitations.standing().filter(pk=invitation.pk).exists():
            invitation.withdrawn_at = None
            invitation.person, invitation.council = one.person, one.council
            # Their place went to others when they were asked off: they are asked anew.
            invitation.answer, invitation.answered_at = Answer.WAITING, None
            invitation.save(
                update_fields=["withdrawn_at", "person", "council", "answer", "answered_at"]
            )
            send_invitation(invitation, again=False)
            asked.append(invitation)
    return asked


@transaction.atomic
def withdraw(invitation: Invitation) -> None:
    """Take one person's invitation back; their calendar drops the meeting."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    if invitation.sent_sequence is not None:
        send_cancellation(invitation)


@transaction.atomic
def change(meeting: Meeting, new: Mapping[str, Any], *, by: Any) -> bool:
    """Change a meeting's fields. A new time or place raises SEQUENCE and asks everyone again;
    a new link is told without asking; a title is neither. Returns whether people were asked.

    Raises NotPossible for a meeting that is over or cancelled, or moved into the past.
    """
    if meeting.status in (Status.CANCELLED, Status.HELD):
        raise NotPossible(_("A meeting that is over or cancelled cannot be changed."))
    if "starts" in new and new["starts"] <= timezone.now():
        raise NotPossible(_("The new date is in the past."))
    old = Meeting.objects.get(pk=meeting.pk)
    if "starts" in new and meeting.series:
        day = timezone.localtime(new["starts"]).date()
        if day != old.day and day in days_taken(meeting.series, besides=meeting):
            raise NotPossible(_("There is a meeting on %s already.") % in_words(day))
    altered = {name for name, value in new.items() if getattr(old, name) != value}
    for name, value in new.items():
        setattr(meeting, name, value)
    asked = bool(altered & set(RE_ASKED_FOR)) and meeting.status == Status.ANNOUNCED
    if asked:
        meeting.sequence += 1
    meeting.save()
    if "starts" in altered and meeting.series:
        _log(meeting, HostChange.Did.DATE, by, f"{old.day} → {meeting.day}")
    if asked:
        meeting.invitations.standing().exclude(answer=Answer.NO).update(
            answer=Answer.WAITING, answered_at=None
        )
    if meeting.status == Status.ANNOUNCED and altered & set(TOLD_OF):
        for invitation in meeting.invitations.standing():
            send_invitation(invitation, again=True)
    return asked


@transaction.atomic
def cancel(meeting: Meeting, *, by: Any, because: str) -> None:
    """Cancel for good. Those who were told are told again; a draft just goes."""
    if meeting.status in (Status.CANCELLED, Status.HELD):
        raise NotPossible(_("This meeting is over or cancelled already."))
    told = meeting.status == Status.ANNOUNCED
    meeting.status, meeting.cancelled_because = Status.CANCELLED, because[:300]
    meeting.sequence += 1
    meeting.save()
    if meeting.series:
        _log(meeting, HostChange.Did.CANCELLED, by, because)
    for invitation in meeting.invitations.standing() if told else ():
        invitation.meeting = meeting
        send_cancellation(invitation)


@transaction.atomic
def answer(
    invitation: Invitation,
    given: str,
    *,
    guests: int | None = None,
    access_needs: str | None = None,
) -> None:
    """Keep what somebody said. None keeps the guests or needs they told of before.

    Needs that change are to be met anew. Raises NoPlaceLeft when they and their guests need more
    places than are free that way, LinkNotGood when it is too late; then nothing is changed.
    """
    now = locked(invitation)
    seats = _seats(given, now.guests if guests is None else guests)
    free = places_left(now.meeting, given, besides=now)
    held = _seats(given, now.guests) if now.answer == given else 0
    if free is not None and seats > max(free, held):
        raise NoPlaceLeft(_("There are not enough places left that way."))
    if access_needs is not None and access_needs != now.access_needs:
        now.access_met, now.access_needs = False, access_needs
    now.guests = now.guests if guests is None else guests
    now.answer, now.answered_at = given, timezone.now()
    now.save(update_fields=ANSWERED)
    for field in ANSWERED:
        setattr(invitation, field, getattr(now, field))


@transaction.atomic
def answer_compensation(invitation: Invitation, accepted: bool) -> None:
    """Their own word on what was offered. What is paid already, or was never offered, stays."""
    if locked(invitation).payment in ASKS_PAYMENT:
        invitation.payment = Payment.ACCEPTED if accepted else Payment.DECLINED
        invitation.save(update_fields=["payment"])


def places_left(meeting: Meeting, way: str, *, besides: Invitation | None = None) -> int | None:
    """Free places in the room or online, guests counted; None where there is no limit.

    `besides`: an invitation whose own places are not counted. Lock the meeting before relying on it.
    """
    limit = meeting.room_capacity if way == Answer.IN_PERSON else meeting.online_capacity
    if limit is None or way not in SAID_YES:
        return None
    coming = meeting.invitations.standing().filter(answer=way)
    others = coming.exclude(pk=besides.pk) if besides else coming
    return limit - sum(_seats(way, guests) for guests in others.values_list("guests", flat=True))


def _seats(given: str, guests: int) -> int:
    return 1 + guests if given in SAID_YES else 0


@transaction.atomic
def propose_item(meeting: Meeting, title: str, why: str, minutes: int | None, *, by: Any):
    """Anyone invited proposes; the chair accepts and orders."""
    return AgendaItem.objects.create(
        meeting=meeting, title=title, why=why, minutes=minutes, proposed_by=by,
        position=meeting.agenda.count() + 1,
    )  # fmt: skip


def _log(meeting: Meeting, did: str, by: Any, reason: str) -> None:
    if meeting.series is None:
        return
    HostChange.objects.create(
        series=meeting.series, meeting=meeting, batch=uuid4(), did=did, before=meeting.host,
        after=meeting.host, by=by, reason=reason[:300],
    )  # fmt: skip
