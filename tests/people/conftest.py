import pytest

from hub.mail.models import Message
from network.people import invitations
from network.people.invitations import Guest
from network.people.models import Role
from tests.conftest import PASSWORD


@pytest.fixture
def signed_in(client):
    """Sign somebody in: `signed_in(alice)` gives her browser."""

    def sign_in(user):
        assert client.login(email=user.email, password=PASSWORD)
        return client

    return sign_in


@pytest.fixture
def mails():
    """The outbox, newest last."""
    return lambda: list(Message.objects.order_by("pk"))


@pytest.fixture
def invited(network, dudley, alice):
    """Fay, whom Alice invited to Dudley as a colleague: (invitation, path of the link)."""
    invitation, link = invitations.invite(
        network,
        Guest("Fay@dudley.example", "Fay Newcomer", (Role.COLLEAGUE,), council=dudley),
        by=alice,
    )
    return invitation, link.removeprefix("http://testserver")
