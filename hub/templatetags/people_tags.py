"""What the sign-in pages show beside the form."""

from django import template

from hub.access.roles import may_anywhere
from network.councils.models import Council, Network
from network.people.demo import DemoAccount
from network.people.demo import demo_accounts as accounts_of_the_demonstration
from network.people.directory import networks_with_chairs
from network.people.models import User

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[DemoAccount]:
    return accounts_of_the_demonstration()


@register.simple_tag
def whom_to_ask() -> list[tuple[Network, list[User]]]:
    """Networks and their chairs. A resident's address is not shown to strangers."""
    return [
        (network, [user for user in chairs if not may_anywhere(user, "keep_contact_private")])
        for network, chairs in networks_with_chairs()
    ]


@register.simple_tag
def seats_at_the_table() -> list[str]:
    """One seat for each council that belongs to a network; none drawn as taken."""
    return ["held"] * Council.objects.filter(network__isnull=False).count()
