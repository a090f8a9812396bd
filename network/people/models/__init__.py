from hub.access.roles import Role
from network.people.models.invitation import VALID_DAYS, Invitation, State, hash_of
from network.people.models.membership import Membership, MembershipQuerySet, RoleChange
from network.people.models.user import ContactWay, User, UserManager

__all__ = [
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
