"""Signing in with a council's own account, against a real service over HTTP."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from environ import Env

from hub.settings import oidc
from network.people.models import User
from tests.people.oidc_service import CLIENT, SECRET, running


@pytest.fixture
def service(settings):
    env = Env()
    env.ENVIRON = {
        "OIDC_SERVER_URL": "https://login.dudley.example",
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "Dudley account",
    }
    providers = oidc.providers(env)
    with running() as service:
        providers["openid_connect"]["APPS"][0]["settings"]["server_url"] = service.url
        settings.SOCIALACCOUNT_PROVIDERS = providers
        yield service


def sign_in(client, service, **person):
    """Press the button, sign in at the council's service, come back; gives the last answer."""
    service.person = {"sub": "1234", "name": "Somebody"} | person
    button = client.get("/accounts/oidc/council/login/")
    assert button.status_code == 200  # a page that asks once, so that no link signs anybody in
    out = client.post("/accounts/oidc/council/login/")
    back = requests.get(out.url, allow_redirects=False, timeout=10).headers["Location"]
    address = urlsplit(back)
    assert address.path == "/accounts/oidc/council/login/callback/"
    return client.get(f"{address.path}?{address.query}", follow=True)


def test_an_invited_account_is_known_by_its_checked_address(client, service, alice):
    page = sign_in(client, service, email=alice.email.upper(), email_verified=True)
    assert page.redirect_chain[-1][0] == "/"
    assert client.session["_auth_user_id"] == str(alice.pk)
    assert SocialAccount.objects.get().user == alice
    client.post("/accounts/logout/")
    # From now on the service's own number for her is enough, whatever her address becomes.
    sign_in(client, service, email="new.name@dudley.example", email_verified=True)
    assert client.session["_auth_user_id"] == str(alice.pk)


@pytest.mark.parametrize("checked", [{"email_verified": False}, {}], ids=["unchecked", "unsaid"])
def test_an_address_that_nobody_checked_opens_nothing(client, service, alice, checked):
    page = sign_in(client, service, email=alice.email, **checked)
    assert "_auth_user_id" not in client.session
    assert "it opens no account here" in page.content.decode()
    assert not SocialAccount.objects.exists()


def test_where_the_service_is_trusted_to_have_checked_it_opens(client, service, alice, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["verified_email"] = True
    sign_in(client, service, email=alice.email)
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_a_stranger_is_refused_in_plain_words_and_told_whom_to_ask(client, service, chair):
    page = sign_in(client, service, email="stranger@dudley.example", email_verified=True)
    said = page.content.decode()
    assert page.status_code == 200
    assert "Your council’s sign-in worked, but it opens no account here." in said
    assert "Joining is by invitation" in said and chair.name in said
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(email="stranger@dudley.example").exists()


def test_an_account_that_was_switched_off_stays_shut(client, service, alice):
    alice.is_active = False
    alice.save()
    sign_in(client, service, email=alice.email, email_verified=True)
    assert "_auth_user_id" not in client.session


def test_a_token_of_another_service_is_refused(client, service, alice):
    service.named_issuer = "https://elsewhere.example"
    page = sign_in(client, service, email=alice.email, email_verified=True)
    assert "_auth_user_id" not in client.session
    assert "<h1>" in page.content.decode()


def test_an_answer_that_nobody_asked_for_is_refused(client, service, alice):
    answer = client.get("/accounts/oidc/council/login/callback/?code=stolen&state=made-up")
    assert "_auth_user_id" not in client.session
    assert answer.status_code < 500
