"""What this room holds about one person, for her to take away."""

from typing import Any

from network.meetings.models import AgendaItem, CalendarAddress, Minutes
from network.people.models import User


def meetings_of(user: User) -> dict[str, Any]:
    """Her parts in groups, invitations with her answers and needs, and what she wrote."""
    invitations = user.meeting_invitations.select_related("meeting").order_by("meeting__starts")
    return {
        "groups": [
            {"group": str(part.group), "part": part.get_part_display(), "from": part.joined,
             "to": part.left}
            for part in user.group_parts.select_related("group")
        ],
        "invitations": [
            {"meeting": str(one.meeting), "answer": one.get_answer_display(),
             "answered": one.answered_at, "guests": one.guests,
             "access needs": one.access_needs, "payment": one.get_payment_display()}
            for one in invitations
        ],
        "proposed for the agenda": [
            {"meeting": str(item.meeting), "title": item.title, "why": item.why}
            for item in AgendaItem.objects.filter(proposed_by=user).select_related("meeting")
        ],
        "minutes written": [
            {"meeting": str(one.meeting), "text": one.text}
            for one in Minutes.objects.filter(written_by=user).select_related("meeting")
        ],
        "has a calendar address": CalendarAddress.objects.filter(person=user).exists(),
    }  # fmt: skip
