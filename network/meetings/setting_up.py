"""What a new network has from the start: a group of its own, so that a chair can plan at once."""

from network.councils.models import Network
from network.meetings.models import Group


def network_group(network: Network) -> Group:
    group = Group.objects.filter(network=network, kind=Group.Kind.NETWORK).first()
    return group or Group.objects.create(
        network=network,
        name=f"{network} direct payments network",
        remit="The councils of the region share what they do and meet in turn.",
    )


def make_network_group(network: Network) -> None:
    network_group(network)
