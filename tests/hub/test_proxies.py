"""Behind a proxy each reader has an address of their own, and a wrong setting is told."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.cache import cache

from hub.checks import NO_PROXY, trusted_proxies
from network.people import authentication

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "hub.settings.production",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "hub.example.org",
    "HUB_URL": "https://hub.example.org",
}


def deployed(tmp_path, **more):
    """`manage.py check --deploy` as an operator runs it."""
    environment = {name: value for name, value in os.environ.items() if name != "TRUSTED_PROXIES"}
    environment |= PRODUCTION | {"HUB_DATA": str(tmp_path)} | more
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stderr + done.stdout


def test_the_shipped_deployment_trusts_its_one_proxy(tmp_path):
    assert "hub.W001" not in deployed(tmp_path)
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    for service in ("web", "jobs"):
        assert compose["services"][service]["environment"]["TRUSTED_PROXIES"].endswith(":-1}")


def test_the_check_warns_when_no_proxy_is_trusted(tmp_path):
    assert "hub.W001" in deployed(tmp_path, TRUSTED_PROXIES="0")


def test_a_hub_without_a_proxy_is_not_warned(settings):
    assert trusted_proxies(None) == []
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert trusted_proxies(None) == [NO_PROXY]


def wrong_password(client, forwarded):
    return client.post(
        "/accounts/login/",
        {"login": "alice@example.org", "password": "wrong"},
        headers={"x-forwarded-for": forwarded},
    )


@pytest.mark.django_db
def test_ten_wrong_passwords_of_one_reader_lock_nobody_else_out(client, settings, alice, carol):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    for _ in range(40):
        client.post(
            "/accounts/login/",
            {"login": "nobody@example.org", "password": "wrong"},
            headers={"x-forwarded-for": "203.0.113.9"},
        )
    answer = client.post(
        "/accounts/login/",
        {"login": carol.email, "password": "a long pass phrase"},
        headers={"x-forwarded-for": "203.0.113.10"},
    )
    assert answer.status_code == 302


@pytest.mark.django_db
def test_a_made_up_forwarded_address_gives_no_fresh_tries(client, settings, alice):
    """The proxy puts the true address last; what stands before it is the visitor's word."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()
    answers = [wrong_password(client, f"198.51.100.{n}, 203.0.113.9") for n in range(40)]
    pages = answers[-1].content.decode()
    assert answers[-1].status_code == 429 or "Too many" in pages


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trusted", "forwarded", "words"),
    [(0, "203.0.113.9", authentication.UNTRUSTED), (3, "203.0.113.9", authentication.TOO_FEW)],
)
def test_a_wrong_number_is_told_once_and_breaks_nothing(
    client, settings, caplog, alice, trusted, forwarded, words
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    authentication._warned.clear()
    cache.clear()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert wrong_password(client, forwarded).status_code in (200, 422)
    assert [record.message for record in caplog.records].count(words) == 1
