"""What a view behind `login_required` or `members_only` is asked with."""

from django.http import HttpRequest

from network.councils.models import Network
from network.people.models import User


class SignedInRequest(HttpRequest):
    """Somebody has signed in."""

    user: User


class MemberRequest(SignedInRequest):
    """Somebody has signed in, and `network` is the one she works with here."""

    network: Network
