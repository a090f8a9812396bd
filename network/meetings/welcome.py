"""Councils at their first meeting are welcomed by name."""

from django.db.models import QuerySet

from network.councils.models import Council, CouncilMembership
from network.meetings.models import Group, Meeting, Status


def first_timers(meeting: Meeting) -> list[Council]:
    """Councils that joined after the meeting before this one; none at a group's very first."""
    before = (
        Meeting.objects.filter(group=meeting.group, starts__lt=meeting.starts)
        .filter(status__in=[Status.HELD, Status.ANNOUNCED])
        .order_by("-starts")
        .first()
    )
    if before is None:
        return []
    if meeting.group.kind == Group.Kind.NETWORK:
        rows: QuerySet = CouncilMembership.objects.filter(network=meeting.group.network)
    else:
        rows = meeting.group.members.filter(council__isnull=False)
    new = rows.filter(joined__gt=before.day, joined__lte=meeting.day).select_related("council")
    return [row.council for row in new]
