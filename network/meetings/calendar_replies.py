"""What calendar programs answer by mail (METHOD:REPLY), and mails that came back.

Read from a Maildir that a mail server fills. A reply counts only when the mail comes from the
invited address itself, for the time and place the meeting has now, and not before an answer
given later. A yes for which there is no place left is not kept, and whoever gave it is told by
mail. What says nothing we can use stays in the folder, marked as seen. A mail that cannot
be dealt with at all stays as it came, is named to the administrator and tried again later.
"""

import mailbox
from collections import Counter
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from icalendar import Calendar, Event, vDDDTypes

from hub.jobs.items import one_by_one
from network.meetings.inviting import LinkNotGood, NoPlaceLeft, answer, locked
from network.meetings.mails import send_no_place
from network.meetings.models import Answer, Invitation, Status, Way

JOB = "read calendar replies"


def read_folder(path: str) -> str:
    """Work through the new mails; each becomes "seen". Returns a line for the jobs page."""
    folder = mailbox.Maildir(path, create=False)
    outcome: Counter[str] = Counter()

    def read(key: str) -> int:
        message = folder[key]
        became = take(message_from_bytes(message.as_bytes(), policy=policy.default))
        message.set_subdir("cur")
        message.add_flag("S")
        folder[key] = message
        outcome[became] += 1
        return 1

    new = sorted(file.name.partition(":")[0] for file in (Path(path) / "new").iterdir())
    done = one_by_one(JOB, new, read, what=lambda key: f"the mail “{key}” in {path}/new")
    if done < len(new):
        outcome["put aside"] = len(new) - done
    return ", ".join(f"{count} {what}" for what, count in sorted(outcome.items())) or "none"


@transaction.atomic
def take(mail: EmailMessage) -> str:
    """Act on one mail. Returns "answered", "without a place", "bounced", "late" or "unread"."""
    bounced = _bounced_address(mail)
    if bounced:
        found = Invitation.objects.standing().filter(email=bounced, bounced_at__isnull=True)
        return "bounced" if found.update(bounced_at=timezone.now()) else "unread"
    event = _reply(mail)
    if event is None:
        return "unread"
    return _take_reply(event, parseaddr(_clean(mail["from"]))[1].lower())


def _take_reply(event: Event, sender: str) -> str:
    said = _attendee(event, sender)
    invitation = (
        Invitation.objects.standing()
        .select_related("meeting")
        .filter(meeting__uid=str(event.get("uid", "")), email=sender)
        .first()
    )
    if not _has_sequence(event) or said is None or invitation is None:
        return "unread"
    if invitation.meeting.status != Status.ANNOUNCED:
        return "unread"
    try:
        return _keep(event, said, locked(invitation))
    except LinkNotGood:  # taken back or over since we read it
        return "late"


def _keep(event: Event, said: str, invitation: Invitation) -> str:
    if _is_late(event, invitation):
        return "late"
    given = _answer(said, invitation)
    try:
        answer(invitation, given)
    except NoPlaceLeft:
        send_no_place(invitation)
        return "without a place"
    return "answered"


def _is_late(event: Event, invitation: Invitation) -> bool:
    """Said of an earlier time or place, or before an answer that is known already."""
    stamp = _stamp(event)
    earlier = bool(stamp and invitation.answered_at and stamp < invitation.answered_at)
    return earlier or int(event.get("sequence", 0)) < invitation.meeting.sequence


def _stamp(event: Event) -> datetime | None:
    """When it was said. The standard asks for UTC; a time that names no zone is read as that."""
    stamp = event.get("dtstamp")
    said = stamp.dt if isinstance(stamp, vDDDTypes) else None
    if not isinstance(said, datetime):
        return None
    return said if timezone.is_aware(said) else said.replace(tzinfo=UTC)


def _has_sequence(event: Event) -> bool:
    """No number for the meeting's version, or two: nobody can say which one was answered."""
    return isinstance(event.get("sequence", 0), int)


def _answer(partstat: str, invitation: Invitation) -> str:
    """A calendar only knows yes: it means the way chosen before, else the meeting's own."""
    if partstat != "ACCEPTED":
        return Answer.NO if partstat == "DECLINED" else Answer.PERHAPS
    if invitation.answer in (Answer.IN_PERSON, Answer.ONLINE):
        return invitation.answer
    return Answer.ONLINE if invitation.meeting.way == Way.ONLINE else Answer.IN_PERSON


def _reply(mail: EmailMessage) -> Event | None:
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            try:
                sent = bytes(part.get_payload(decode=True) or b"")
                calendar = Calendar.from_ical(sent.replace(b"\0", b""))
            except ValueError:
                return None
            if str(calendar.get("method", "")).upper() == "REPLY":
                return next(
                    (one for one in calendar.walk("VEVENT") if isinstance(one, Event)), None
                )
    return None


def _attendee(event: Event, sender: str) -> str | None:
    """The answer of this address in the reply, if it is there."""
    attendees = event.get("attendee", [])
    for one in attendees if isinstance(attendees, list) else [attendees]:
        if str(one).lower().removeprefix("mailto:") == sender:
            said = str(one.params.get("partstat", "")).upper()
            return said if said in ("ACCEPTED", "DECLINED", "TENTATIVE") else None
    return None


def _bounced_address(mail: EmailMessage) -> str:
    if mail.get_content_type() != "multipart/report":
        return ""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                if isinstance(block, str):
                    continue
                kind, _, address = _clean(block.get("final-recipient", "")).partition(";")
                if str(block.get("action", "")).lower() == "failed":
                    return address.strip().lower()
    return ""


def _clean(header: object) -> str:
    """Without NULs: PostgreSQL refuses them, and one such mail would stop all that follow."""
    return str(header).replace("\0", "")
