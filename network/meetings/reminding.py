"""Who is reminded when. Safe to run at any hour, twice, or a day late: each is sent once.

A reminder is known by its name and the meeting's date, so a meeting that moves reminds anew.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from network.meetings.mails import send_check_list, send_question, send_reminder
from network.meetings.models import Answer, Invitation, Meeting, Status

TO_HOST = (42, 14, 2)
TO_ALL = (7, 1)
TO_SILENT = (21, 10)


def due(days_left: int, moments: tuple[int, ...]) -> int | None:
    """The latest moment that has come; earlier ones that were missed are let go."""
    return min((days for days in moments if days_left <= days), default=None)


def remind_hosts(today: date) -> int:
    return sum(_remind_host(meeting, today) for meeting in _coming(today, TO_HOST))


def remind_people(today: date) -> int:
    """Everyone invited but those who said no, with the agenda."""
    return sum(
        _remind(invitation, "soon", TO_ALL, today, send_reminder)
        for meeting in _coming(today, TO_ALL)
        for invitation in meeting.invitations.expected()
    )


def ask_the_silent(today: date) -> int:
    return sum(
        _remind(invitation, "answer", TO_SILENT, today, send_question)
        for meeting in _coming(today, TO_SILENT)
        for invitation in meeting.invitations.standing().filter(answer=Answer.WAITING)
    )


def _coming(today: date, moments: tuple[int, ...]) -> list[Meeting]:
    meetings = Meeting.objects.filter(status=Status.ANNOUNCED, starts__gt=timezone.now())
    return [
        meeting
        for meeting in meetings.select_related("host", "group")
        if 0 <= (meeting.day - today).days <= max(moments)
    ]


@transaction.atomic
def _remind(invitation: Invitation, name: str, moments: tuple, today: date, send) -> int:
    key = _key(invitation.meeting, name, moments, today)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if key in locked.reminders:
        return 0
    locked.reminders = [*locked.reminders, key]
    locked.save(update_fields=["reminders"])
    send(invitation)
    return 1


@transaction.atomic
def _remind_host(meeting: Meeting, today: date) -> int:
    key = _key(meeting, f"host {meeting.host_id}", TO_HOST, today)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.host is None or key in locked.host_reminders:
        return 0
    Meeting.objects.filter(pk=meeting.pk).update(host_reminders=[*locked.host_reminders, key])
    return send_check_list(meeting, (meeting.day - today).days)


def _key(meeting: Meeting, name: str, moments: tuple[int, ...], today: date) -> str:
    return f"{name} {due((meeting.day - today).days, moments)} {meeting.day.isoformat()}"
