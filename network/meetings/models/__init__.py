from network.meetings.models.closed_days import ChairBlockedDay, HostAway, HostPause, SchoolHoliday
from network.meetings.models.groups import Group, GroupMember, Part
from network.meetings.models.invitations import Answer, CalendarAddress, Invitation, Payment
from network.meetings.models.meeting import (
    AgendaItem,
    Attachment,
    Meeting,
    Minutes,
    Status,
    Way,
)
from network.meetings.models.record import HostChange
from network.meetings.models.series import Rhythm, Series

__all__ = [
    "AgendaItem",
    "Answer",
    "Attachment",
    "CalendarAddress",
    "ChairBlockedDay",
    "Group",
    "GroupMember",
    "HostAway",
    "HostChange",
    "HostPause",
    "Invitation",
    "Meeting",
    "Minutes",
    "Part",
    "Payment",
    "Rhythm",
    "SchoolHoliday",
    "Series",
    "Status",
    "Way",
]
