"""The mails a meeting sends: invitation, update, cancellation, reminders.

All mails of one meeting to one person share a thread, so the outbox never lets a cancellation
overtake its invitation.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.mail import outbox
from network.meetings.calendar_files import CANCEL, REQUEST, invitation_file
from network.meetings.host_mails import absolute, leads_of
from network.meetings.invitees import answer_url
from network.meetings.models import Invitation, Meeting

CHECK_LIST = (
    gettext_lazy("The room is booked for the whole time, and for half an hour before."),
    gettext_lazy("There is a step-free way in, a hearing loop and a quiet place."),
    gettext_lazy("The joining link works and somebody lets people in."),
    gettext_lazy("Lunch or tea is ordered, if there is any."),
)


def when(meeting: Meeting) -> str:
    start, end = timezone.localtime(meeting.starts), timezone.localtime(meeting.ends)
    return f"{start:%A} {start.day} {start:%B %Y}, {start:%H:%M}–{end:%H:%M}"


def send_invitation(invitation: Invitation, *, again: bool) -> None:
    """Ask, or ask again after a change; the calendar entry is the same one."""
    meeting = invitation.meeting
    subject = _("Changed: %s") if again else _("Invitation: %s")
    _post(invitation, subject % _title(meeting), "invitation", REQUEST, again=again)
    invitation.sent_sequence = meeting.sequence
    invitation.save(update_fields=["sent_sequence"])


def send_cancellation(invitation: Invitation) -> None:
    _post(invitation, _("Cancelled: %s") % _title(invitation.meeting), "cancelled", CANCEL)


def send_reminder(invitation: Invitation) -> None:
    _post(invitation, _("Reminder: %s") % _title(invitation.meeting), "reminder")


def send_question(invitation: Invitation) -> None:
    """To somebody who has not answered."""
    _post(invitation, _("Will you come? %s") % _title(invitation.meeting), "question")


def send_no_place(invitation: Invitation) -> None:
    """To somebody who said yes in their calendar when the room was full: the answer was not kept."""
    _post(invitation, _("No place left: %s") % _title(invitation.meeting), "no_place")


def send_check_list(meeting: Meeting, days: int) -> int:
    """What the host should see to. Returns how many people were written to."""
    people = [user.email for user in leads_of(meeting.host)]
    if people:
        outbox.post(
            people,
            _("You host in %(days)d days: %(title)s") % {"days": days, "title": _title(meeting)},
            "emails/meetings/check_list",
            _context(meeting) | {"check_list": CHECK_LIST, "days": days},
            thread=f"host {meeting.uid}",
        )
    return len(people)


def _title(meeting: Meeting) -> str:
    return f"{meeting.title}, {meeting.day.day} {meeting.day:%B %Y}"


def _context(meeting: Meeting) -> dict:
    return {
        "meeting": meeting,
        "when": when(meeting),
        "items": [item for item in meeting.agenda.all() if item.accepted],
        "url": absolute(meeting),
    }


def _post(
    invitation: Invitation, subject: str, template: str, method: str = "", **more: object
) -> None:
    meeting = invitation.meeting
    context = _context(meeting) | {
        "invitation": invitation,
        "answer_url": answer_url(invitation),
        **more,
    }
    parts = []
    if method:
        text = invitation_file(invitation, method).decode()
        parts.append((text, f"text/calendar; method={method}"))
    outbox.post(
        [invitation.email],
        subject,
        f"emails/meetings/{template}",
        context,
        thread=f"meeting {meeting.uid}",
        alternatives=parts,
    )
