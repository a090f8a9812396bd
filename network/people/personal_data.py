"""Everything the hub holds about one person, for her to take away.

Rooms add what they hold with `register_personal_data`, in AppConfig.ready.
"""

from collections.abc import Callable
from typing import Any

from network.people.models import Membership, RoleChange, User

Holds = Callable[[User], Any]
_holders: dict[str, Holds] = {}


def register_personal_data(name: str, holds: Holds) -> None:
    """Add a function that gives what a room holds about a person, ready for JSON."""
    _holders[name] = holds


def everything_about(user: User) -> dict[str, Any]:
    """Account, roles, their record, invitations sent; then what each room adds."""
    return {
        "account": account_of(user),
        "roles": [role_row(part) for part in user.memberships.select_related("network")],
        "changes of roles": [
            change_row(change)
            for change in user.role_changes.select_related("network", "by").order_by("at")
        ],
        "invitations sent": [
            {"to": row.email, "sent": row.sent_at, "state": row.state().label}
            for row in user.invitations_sent.all()
        ],
        **{name: holds(user) for name, holds in _holders.items()},
    }


def account_of(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "e-mail": user.email,
        "council": str(user.council) if user.council else None,
        "organisation": user.organisation,
        "job title": user.job_title,
        "phone": user.phone,
        "ask me about": user.ask_me_about,
        "preferred contact": user.get_preferred_contact_display(),
        "contact note": user.contact_note,
        "joined": user.date_joined,
        "last signed in": user.last_login,
    }


def role_row(part: Membership) -> dict[str, Any]:
    return {
        "network": str(part.network),
        "role": part.get_role_display(),
        "from": part.started,
        "to": part.ended,
    }


def change_row(change: RoleChange) -> dict[str, Any]:
    return {
        "network": str(change.network),
        "role": change.get_role_display(),
        "what": change.get_did_display(),
        "by": str(change.by) if change.by else None,
        "at": change.at,
        "reason": change.reason,
    }
