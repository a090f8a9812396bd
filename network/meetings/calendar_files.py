"""Meetings as iCalendar (RFC 5545 and 5546), in the way Outlook, Google and Apple obey.

UID never changes, SEQUENCE is the meeting's own, times are given in Europe/London with the
zone's rules in the file. Every meeting is a single event: series are the hub's business, so
that moving one meeting never moves another.
"""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from hub import demonstration
from network.meetings.host_mails import absolute
from network.meetings.models import Answer, Invitation, Meeting, Status, Way

LONDON = ZoneInfo("Europe/London")
# Written out as rules, as Outlook does: lists of single changes are misread by some programs.
LONDON_RULES = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
PARTSTAT = {
    Answer.WAITING: "NEEDS-ACTION",
    Answer.IN_PERSON: "ACCEPTED",
    Answer.ONLINE: "ACCEPTED",
    Answer.NO: "DECLINED",
    Answer.PERHAPS: "TENTATIVE",
}


def invitation_file(invitation: Invitation, method: str) -> bytes:
    """One person's invitation, update (REQUEST) or cancellation (CANCEL)."""
    meeting = invitation.meeting
    event = _event(meeting, link=method != CANCEL)
    event.add("organizer", _organiser(meeting))
    event.add("attendee", _attendee(invitation), encode=False)
    if method == CANCEL:
        event["status"] = vText("CANCELLED")
    else:
        event.add_component(_alarm(meeting))
    return _calendar([event], method).to_ical()


def feed(meetings: Iterable[Meeting], name: str, *, links_for: set[int]) -> bytes:
    """A calendar to subscribe to. `links_for`: ids of the meetings whose joining link it shows."""
    events = [_event(one, link=one.pk in links_for) for one in meetings]
    calendar = _calendar(events, PUBLISH)
    calendar.add("x-wr-calname", demonstration.marked(name))
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    return calendar.to_ical()


def _calendar(events: list[Event], method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Direct Payments Practice Hub//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(LONDON_RULES))
    for event in events:
        calendar.add_component(event)
    return calendar


def _event(meeting: Meeting, *, link: bool) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", timezone.now())
    event.add("last-modified", meeting.changed)
    event.add("dtstart", meeting.starts.astimezone(LONDON))
    event.add("dtend", meeting.ends.astimezone(LONDON))
    cancelled = meeting.status == Status.CANCELLED
    title = _("Cancelled: %s") % meeting.title if cancelled else meeting.title
    event.add("summary", demonstration.marked(title))
    event.add("location", _location(meeting, link=link and not cancelled))
    event.add("description", _description(meeting, link=link and not cancelled))
    event.add("url", absolute(meeting))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    return event


def _location(meeting: Meeting, *, link: bool) -> str:
    parts = [] if meeting.way == Way.ONLINE else [meeting.venue, meeting.postcode]
    if meeting.way != Way.PERSON and link and meeting.link:
        parts.append(meeting.link)
    return ", ".join(part for part in parts if part) or meeting.place_words


def _description(meeting: Meeting, *, link: bool) -> str:
    lines = []
    if meeting.status == Status.CANCELLED:
        lines.append(_("This meeting is cancelled. %s") % meeting.cancelled_because)
    if meeting.host:
        lines.append(_("Host: %s") % meeting.host)
    if link and meeting.link:
        lines.append(_("Join online: %s") % meeting.link)
    items = [item for item in meeting.agenda.all() if item.accepted]
    if items and meeting.status != Status.CANCELLED:
        lines += ["", _("Agenda")]
        lines += [f"{number}. {item.title}" for number, item in enumerate(items, 1)]
    return "\n".join([*lines, "", demonstration.sentence(), absolute(meeting)]).strip()


def _organiser(meeting: Meeting) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{organiser_address()}")
    address.params["cn"] = vText(str(meeting.group))
    return address


def organiser_address() -> str:
    """Where calendar programs send their replies."""
    return settings.MEETING_REPLIES_TO or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _attendee(invitation: Invitation) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{invitation.email}")
    address.params["cn"] = vText(invitation.name or invitation.email)
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText(PARTSTAT[Answer(invitation.answer)])
    address.params["rsvp"] = vText("TRUE")
    return address


def _alarm(meeting: Meeting) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", demonstration.marked(meeting.title))
    alarm.add("trigger", timedelta(days=-1))
    return alarm
