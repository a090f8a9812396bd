import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.test import Client
from environ import Env

from hub.settings import oidc
from tests.conftest import PASSWORD

LOGIN = "/accounts/login/"
NEVER_SENT = {  # ways in that are switched off: signing up, confirming an address, links, passkeys
    "account_already_exists_subject.txt", "unknown_account_subject.txt",
    "email_confirm_subject.txt", "email_confirmation_subject.txt",
    "email_confirmation_signup_subject.txt", "password_reset_key_subject.txt",
    "webauthn_added_subject.txt", "webauthn_removed_subject.txt",
}  # fmt: skip


def with_address(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def code_in(message):
    return re.search(r"^([A-Z0-9-]{6,})\s*$", message.text(), re.M)[1]


def test_alice_signs_in_with_her_address_in_any_case(client, alice):
    answer = client.post(LOGIN, {"login": alice.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_a_wrong_password_says_nothing_about_whether_the_account_exists(client, alice):
    def said(address):
        page = client.post(LOGIN, {"login": address, "password": "wrong"}).content.decode()
        return re.search(r'class="errors.*?</section>', page, re.S)[0]

    assert said(alice.email) == said("nobody@example.org")


def test_too_many_wrong_passwords_are_refused(client, alice):
    for _ in range(7):
        answer = client.post(LOGIN, {"login": alice.email, "password": "wrong"})
    assert "Too many" in answer.content.decode()
    client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_who_forgot_her_password_signs_in_with_a_code(client, alice, mails):
    with_address(alice)
    client.post("/accounts/login/code/", {"email": alice.email})
    [message] = mails()
    assert message.recipients == [alice.email]
    assert message.subject == "Your code for the Practice Hub"
    client.post("/accounts/login/code/confirm/", {"code": code_in(message)})
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_who_forgot_her_password_chooses_a_new_one_with_a_code(client, alice, mails):
    with_address(alice)
    client.post("/accounts/password/reset/", {"email": alice.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(mails()[0])})
    new = "three unrelated words"
    done = client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})
    alice.refresh_from_db()
    assert alice.check_password(new)
    assert done.url == "/" and client.session["_auth_user_id"] == str(alice.pk), "and is signed in"
    assert mails()[0].subject == "Your code for the Practice Hub"


def test_subjects_of_the_sign_in_librarys_mails_name_the_hub_and_no_host(settings):
    """Each mail that the library can send here, whatever later versions add."""
    for room in ("account", "mfa", "socialaccount"):
        templates = Path(allauth.__file__).parent / "templates" / room / "email"
        for file in templates.glob("*_subject.txt"):
            if file.name in NEVER_SENT:
                continue
            subject = render_to_string(f"{room}/email/{file.name}", {"current_site": "HOST"})
            assert "Practice Hub" in subject and "HOST" not in subject, file.name
    assert settings.ACCOUNT_EMAIL_SUBJECT_PREFIX == ""


def test_somebody_with_a_second_step_is_asked_for_it_after_a_reset(client, alice, mails):
    TOTP.activate(with_address(alice), generate_totp_secret())
    client.post("/accounts/password/reset/", {"email": alice.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(mails()[0])})
    new = "three unrelated words"
    done = client.post("/accounts/password/reset/complete/", {"password1": new, "password2": new})
    assert done.url.startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_empties_the_browser(signed_in, alice, path):
    browser = signed_in(alice)
    out = browser.post(path)
    assert out.status_code == 302 and "_auth_user_id" not in browser.session
    assert out.headers["Clear-Site-Data"] == '"storage"'
    asked = signed_in(alice).get(path)
    assert asked.status_code == 200 and "Clear-Site-Data" not in asked.headers


def test_signing_out_needs_the_forms_own_token(alice):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    assert browser.post("/accounts/logout/").status_code == 403
    assert "_auth_user_id" in browser.session


@pytest.mark.parametrize("page", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_a_code_for_an_unknown_address_looks_the_same_and_sends_nothing(client, db, mails, page):
    answer = client.post(page, {"email": "nobody@example.org"}, follow=True)
    assert "If there is an account for" in answer.content.decode()
    assert mails() == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_registers_herself(client, chair, method):
    fields = {"email": "new@example.org", "password1": PASSWORD}
    answer = getattr(client, method)("/accounts/signup/", fields)
    page = answer.content.decode()
    assert "Joining is by invitation" in page
    assert chair.name in page
    assert not type(chair).objects.filter(email="new@example.org").exists()


def test_the_sign_in_page_offers_accounts_only_in_a_demonstration(client, network, settings):
    settings.HUB_DEMO = True
    assert "asha.rahman@cordlemere.example" in client.get(LOGIN).content.decode()
    settings.HUB_DEMO = False
    assert "asha.rahman@cordlemere.example" not in client.get(LOGIN).content.decode()


def test_there_is_one_way_in(client, db):
    answer = client.get("/admin/login/?next=/admin/pages/")
    assert answer.url == "/accounts/login/?next=/admin/pages/"


def test_the_second_step_can_be_set_up(signed_in, alice):
    browser = signed_in(with_address(alice))
    assert browser.get("/accounts/2fa/").status_code == 200
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/accounts/2fa/totp/activate/").content.decode()
    assert "data:image/svg+xml" in page
    assert "style=" not in page.split("<main")[1]


@pytest.mark.parametrize(
    "page",
    [
        "/accounts/login/code/",
        "/accounts/password/reset/",
        "/accounts/signup/",
        "/accounts/login/",
    ],
)
def test_entrance_pages_carry_no_inline_script_or_style(client, db, page):
    text = client.get(page).content.decode()
    assert "style=" not in text
    assert not re.search(r"<script(?![^>]*src=)", text)


@pytest.mark.parametrize("page", ["/accounts/password/change/", "/accounts/2fa/"])
def test_pages_of_safety_are_for_members(client, db, page):
    assert client.get(page).url.startswith(LOGIN)


def test_the_password_is_changed_by_who_knows_the_old_one(signed_in, alice, mails):
    browser = signed_in(with_address(alice))
    new = {"password1": "three unrelated words", "password2": "three unrelated words"}
    browser.post("/accounts/password/change/", {"oldpassword": "wrong"} | new)
    browser.post("/accounts/password/change/", {"oldpassword": PASSWORD} | new)
    alice.refresh_from_db()
    assert alice.check_password("three unrelated words")
    assert mails()[-1].subject == "Your password for the Practice Hub was changed"


def test_without_configuration_there_is_no_council_sign_in(client, db):
    assert client.post("/accounts/oidc/council/login/").status_code == 404


def environment(**variables):
    env = Env()
    env.ENVIRON = variables
    return env


def test_a_councils_sign_in_is_configured_by_the_environment():
    configured = oidc.providers(
        environment(
            OIDC_SERVER_URL="https://login.dudley.example/tenant",
            OIDC_CLIENT_ID="hub",
            OIDC_CLIENT_SECRET="secret",
            OIDC_NAME="Dudley account",
        )
    )
    [app] = configured["openid_connect"]["APPS"]
    assert app["name"] == "Dudley account"
    assert app["settings"]["verified_email"] is False
    assert oidc.form_targets(configured) == ["https://login.dudley.example"]
    assert oidc.providers(environment()) == {}


@pytest.mark.parametrize(
    "variables",
    [
        {"OIDC_SERVER_URL": "http://login.example"},
        {"OIDC_SERVER_URL": "login.example"},
        {"OIDC_SERVER_URL": "https://login.example"},
    ],
)
def test_half_a_configuration_stops_the_start_with_a_sentence(variables):
    with pytest.raises(ImproperlyConfigured, match="OIDC_"):
        oidc.providers(environment(**variables))


def test_the_button_appears_when_a_councils_sign_in_is_configured(client, db, settings):
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(
        environment(
            OIDC_SERVER_URL="https://login.dudley.example",
            OIDC_CLIENT_ID="hub",
            OIDC_CLIENT_SECRET="secret",
            OIDC_NAME="Dudley account",
        )
    )
    assert "Sign in with Dudley account" in client.get(LOGIN).content.decode()
