"""What a view behind `members_only` is asked with."""

from django.http import HttpRequest

from network.councils.models import Network
from network.people.models import User


class MemberRequest(HttpRequest):
    """Somebody has signed in, and `network` is the one she works with here."""

    user: User
    network: Network
