"""What the people's room does by itself."""

from hub.jobs.registry import job
from network.people.leaving import withdraw_from
from network.people.models import User
from network.people.roles import end_roles_of_departed_councils


@job("take back from leavers", every_seconds=60)
def take_back_from_leavers() -> str:
    """Take back invitations, keys and rights of people whose membership ended in any way."""
    end_roles_of_departed_councils()
    taken = withdraw_from(User.objects.all())
    return ", ".join(f"{count} {name}" for name, count in taken.items())
