"""A real browser on a real server with the demonstration loaded, once for all browser tests.

`python -m pytest -m browser tests/browser`; CHROMIUM names the browser (default /usr/bin/chromium).
A missing browser is a failure. Nothing here changes the demonstration for the test that follows,
except where a test says so.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
OPTIONS = {"runOnly": WCAG, "resultTypes": ["violations"]}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demonstration(django_test_environment, django_db_blocker, tmp_path_factory):
    """The demonstration network in a database of its own, for the whole session."""
    if connection.vendor == "sqlite":  # a file, so that each thread of the server opens its own
        file = tmp_path_factory.mktemp("hub") / "db.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
    # Playwright runs a loop of its own in this thread; the database is used beside it, not in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    settings.HUB_DEMO = True
    with django_db_blocker.unblock():
        databases = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        call_command("load_demo", verbosity=0)
        yield
        teardown_databases(databases, verbosity=0)


@pytest.fixture(scope="session")
def site(demonstration) -> Iterator[str]:
    """The address of the running hub."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "localhost"]
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def chromium(demonstration):
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


class Visit:
    """One reader's window. `problems` collects what the browser complained about."""

    def __init__(self, page, site: str) -> None:
        self.page = page
        self.site = site
        self.problems: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))

    def _heard(self, message) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text}")

    def go(self, path: str) -> int:
        """Open a page of the hub; gives the status."""
        return self.page.goto(self.site + path).status

    def at_width(self, width: int, scheme: str = "light") -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)

    def larger_letters(self, size: str) -> None:
        """What a reader does who sets larger letters in the browser."""
        self.page.evaluate("size => { document.documentElement.style.fontSize = size }", size)

    def overflow(self) -> list[str]:
        """What sticks out to the right, if the page can be scrolled sideways."""
        return self.page.evaluate(
            """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
               [...document.querySelectorAll('body *')]
                 .filter(e => e.checkVisibility() && !e.closest('details:not([open]) > :not(summary)'))
                 .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
                 .slice(0, 5).map(e => e.localName + '.' + e.className + ' “' + e.textContent.trim().slice(0, 30) + '”')
                 .concat('page is ' + document.documentElement.scrollWidth + ' wide')"""
        )


@pytest.fixture
def visit(chromium, site):
    """`with visit(user="asha", …) as visit:` a window, signed in as that person of the demo."""

    @contextmanager
    def open_window(user: str = "", **options) -> Iterator[Visit]:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = chromium.new_context(reduced_motion="reduce", **options)
        if user:
            context.add_cookies([session_cookie(user, site)])
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield Visit(page, site)
        context.close()

    return open_window


def signed_in(name: str) -> Client:
    """A client of the person whose address begins with this name; "" is a stranger."""
    client = Client()
    if name:
        client.force_login(
            get_user_model().objects.get(email__startswith=name),
            backend=settings.AUTHENTICATION_BACKENDS[0],
        )
    return client


def session_cookie(name: str, site: str) -> dict[str, str]:
    value = signed_in(name).cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}


def axe_findings(page) -> list[str]:
    """Everything axe finds against WCAG 2.2 A and AA and its best practice, contrast included."""
    if not page.evaluate("() => 'axe' in window"):  # once a page is enough, it is half a megabyte
        page.evaluate(AXE.axe_script)
    violations = page.evaluate("options => axe.run(options).then(all => all.violations)", OPTIONS)
    return [
        f"{finding['id']}: {finding['help']} at {node['target']}"
        for finding in violations
        for node in finding["nodes"][:3]
    ]


def assert_no_axe_findings(page) -> None:
    assert axe_findings(page) == [], page.url
