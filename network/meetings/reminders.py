"""Who is reminded when. Safe to run at any hour, twice, or a day late: each is sent once.

A reminder is known by its name and the meeting's date, so a meeting that moves reminds anew.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from hub.jobs.items import key_of, one_by_one
from network.meetings.mails import send_check_list, send_question, send_reminder
from network.meetings.models import Answer, Invitation, Meeting, Status

JOB = "remind of meetings"
TO_HOST = (42, 14, 2)
TO_ALL = (7, 1)
TO_SILENT = (21, 10)


def due(days_left: int, moments: tuple[int, ...]) -> int | None:
    """The latest moment that has come; earlier ones that were missed are let go."""
    return min((days for days in moments if days_left <= days), default=None)


def remind_hosts(today: date) -> int:
    meetings = _coming(today, TO_HOST)
    return one_by_one(JOB, meetings, lambda meeting: _remind_host(meeting, today))


def remind_people(today: date) -> int:
    """Everyone invited but those who said no, with the agenda."""
    invited = [one for meeting in _coming(today, TO_ALL) for one in meeting.invitations.expected()]
    return _each(invited, "soon", TO_ALL, today, send_reminder)


def ask_the_silent(today: date) -> int:
    silent = [
        one
        for meeting in _coming(today, TO_SILENT)
        for one in meeting.invitations.standing().filter(answer=Answer.WAITING)
    ]
    return _each(silent, "answer", TO_SILENT, today, send_question)


def _each(
    invited: Iterable[Invitation],
    name: str,
    moments: tuple[int, ...],
    today: date,
    send: Callable[[Invitation], None],
) -> int:
    """Each on its own: one that cannot be written to holds nobody else back."""
    return one_by_one(
        JOB,
        invited,
        lambda one: _remind(one, name, moments, today, send),
        key=lambda one: f"{name} {key_of(one)}",
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
