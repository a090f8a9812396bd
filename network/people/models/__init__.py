from network.people.models.invitation import VALID_DAYS, Invitation, State, hash_of
from network.people.models.membership import (
    CHAIRING,
    NETWORK_ROLES,
    RUNNING,
    Membership,
    MembershipQuerySet,
    Role,
    RoleChange,
)
from network.people.models.user import ContactWay, User, UserManager

__all__ = [
    "CHAIRING",
    "NETWORK_ROLES",
    "RUNNING",
    "VALID_DAYS",
    "ContactWay",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "Role",
    "RoleChange",
    "State",
    "User",
    "UserManager",
    "hash_of",
]
