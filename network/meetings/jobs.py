"""What the meetings room does by itself."""

from datetime import time

from django.conf import settings
from django.utils import timezone

from hub.jobs.items import one_by_one
from hub.jobs.registry import job
from network.meetings import calendar_replies, reminders
from network.meetings.models import Meeting, Status


@job(reminders.JOB, daily_at=time(7, 30))
def remind() -> str:
    """Reminds those who come, those who have not answered, and hosts."""
    today = timezone.localdate()
    people, silent = reminders.remind_people(today), reminders.ask_the_silent(today)
    return f"{people} reminded, {silent} asked again, {reminders.remind_hosts(today)} to hosts"


HELD = "note meetings as held"


@job(HELD, every_seconds=3600)
def note_as_held() -> str:
    """Announced meetings that are over become held; the chair can put the host right."""
    over = [
        meeting
        for meeting in Meeting.objects.filter(status=Status.ANNOUNCED, starts__lt=timezone.now())
        if meeting.is_over
    ]
    return f"{one_by_one(HELD, over, hold)} held"


def hold(meeting: Meeting) -> int:
    meeting.status = Status.HELD
    meeting.save(update_fields=["status", "changed"])
    return 1


@job(calendar_replies.JOB, every_seconds=300)
def read_replies() -> str:
    """Reads what calendar programs answered, from the mail folder in MEETING_REPLIES_FOLDER."""
    if not settings.MEETING_REPLIES_FOLDER:
        return "no folder set"
    return calendar_replies.read_folder(settings.MEETING_REPLIES_FOLDER)
