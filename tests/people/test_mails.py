"""What the mails about accounts say, word for word. Codes and links are written over."""

import pytest

pytestmark = pytest.mark.usefixtures("day_of_the_mails")


def test_an_invitation(snapshot, invited, mails):
    snapshot("invitation", mails()[-1])


@pytest.mark.parametrize(
    ("name", "page"),
    [("login_code", "/accounts/login/code/"), ("password_reset_code", "/accounts/password/reset/")],
)
def test_a_code(client, snapshot, alice, mails, name, page):
    client.post(page, {"email": alice.email})
    snapshot(name, mails()[-1])
