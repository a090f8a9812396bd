"""The second step when signing in, all the way: set up, code, recovery code."""

import base64
import hashlib
import hmac
import re
import time

import pytest
from allauth.account.models import EmailAddress

from tests.conftest import PASSWORD

LOGIN, SECOND = "/accounts/login/", "/accounts/2fa/authenticate/"


def code_for(secret, moment):
    """What an authenticator app shows at this moment (RFC 6238: SHA-1, 30 seconds, six figures)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, int(moment // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.fixture
def at(time_machine):
    """Stand still, one minute further on with every call: no code is good twice."""
    moment = [time.time()]
    time_machine.move_to(moment[0], tick=False)

    def later():
        moment[0] += 60
        time_machine.move_to(moment[0], tick=False)
        return moment[0]

    return later


@pytest.fixture
def secured(signed_in, alice, at):
    """Alice's browser, signed out again; her app's secret; her recovery codes."""
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    browser = signed_in(alice)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = browser.get("/accounts/2fa/totp/activate/").context["form"].secret
    done = browser.post("/accounts/2fa/totp/activate/", {"code": code_for(secret, at())})
    assert done.status_code == 302
    page = browser.get("/accounts/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"\b[0-9a-f]{8}\b", page.split("<main")[1])
    assert len(codes) >= 10
    browser.post("/accounts/logout/")
    return browser, secret, codes


def password_alone(browser, user):
    answer = browser.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert answer.url.startswith(SECOND)
    assert "_auth_user_id" not in browser.session


def test_a_password_alone_opens_nothing_and_the_apps_code_does(secured, alice, at):
    browser, secret, _codes = secured
    password_alone(browser, alice)
    assert browser.get("/people/").url.startswith(LOGIN)
    assert "type one of your recovery codes" in browser.get(SECOND).content.decode()
    wrong = browser.post(SECOND, {"code": "000000"})
    assert "Incorrect code" in wrong.content.decode()
    assert "_auth_user_id" not in browser.session
    code = code_for(secret, at())
    browser.post(SECOND, {"code": code})
    assert browser.session["_auth_user_id"] == str(alice.pk)
    browser.post("/accounts/logout/")
    password_alone(browser, alice)
    browser.post(SECOND, {"code": code})
    assert "_auth_user_id" not in browser.session  # a code that was seen over a shoulder


def test_a_recovery_code_opens_once(secured, alice, at):
    browser, _secret, codes = secured
    password_alone(browser, alice)
    browser.post(SECOND, {"code": codes[0]})
    assert browser.session["_auth_user_id"] == str(alice.pk)
    browser.post("/accounts/logout/")
    password_alone(browser, alice)
    browser.post(SECOND, {"code": codes[0]})
    assert "_auth_user_id" not in browser.session
    browser.post(SECOND, {"code": codes[1]})
    assert f"{len(codes) - 2} are left." in browser.get("/accounts/2fa/").content.decode()
    assert browser.session["_auth_user_id"] == str(alice.pk)


def test_a_code_by_e_mail_does_not_go_round_the_second_step(secured, alice, mails):
    browser, _secret, _codes = secured
    browser.post("/accounts/login/code/", {"email": alice.email})
    code = re.search(r"^([A-Z0-9-]{6,})\s*$", mails()[-1].text(), re.M)[1]
    assert browser.post("/accounts/login/code/confirm/", {"code": code}).url.startswith(SECOND)
    assert "_auth_user_id" not in browser.session
