from network.meetings.models.groups import Group, GroupMember, Part
from network.meetings.models.host_change import HostChange
from network.meetings.models.invitations import Answer, CalendarAddress, Invitation, Payment
from network.meetings.models.meeting import AgendaItem, Attachment, Meeting, Minutes, Status, Way
from network.meetings.models.series import (
    ChairBlockedDay,
    HostAway,
    HostPause,
    Rhythm,
    SchoolHoliday,
    Series,
)

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
