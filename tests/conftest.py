"""The cast, the same in every test."""

import os
import secrets
import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, settings

from hub import demonstration
from hub.jobs import file_tasks
from hub.jobs.registry import IMPORTING, LOOKING
from hub.jobs.runner import run_due
from hub.models import HomePage
from network.councils.demo import set_up_demonstration
from network.councils.models import CouncilMembership, Network
from network.councils.services import set_up_network
from network.escalations import triggers
from network.people.cms_access import sync_admin_access
from network.people.models import Membership, Role, User
from search.analytics import counters
from search.models import Ledger
from tests.kept_rows import lay_down, record
from tests.kept_schema import begin_from_kept, keep
from tests.snapshots import day_of_the_mails, snapshot

__all__ = ["day_of_the_mails", "snapshot"]  # pytest finds the fixtures here
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
# A busy machine makes slow examples, not wrong ones; CI looks at more of them than a laptop does.
settings.register_profile("laptop", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=SLOW)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "laptop")

PASSWORD = "a long pass phrase"  # noqa: S105


@pytest.fixture(autouse=True)
def nothing_of_the_test_before():
    """Counts would be written in the middle of another test; answers are kept for other rows."""
    counters.forget_waiting()
    caches["memory"].clear()


@pytest.fixture(autouse=True)
def a_real_hub_to_begin_with(monkeypatch):
    """What the test before said of the demonstration went with its rows; nothing is asked anew."""
    monkeypatch.setattr(demonstration, "_kept", (time.monotonic(), False))


@pytest.fixture(autouse=True)
def a_job_runner_deals_with_files(monkeypatch):
    """While a request waits for a file, the job runner works. A test's rows are seen by its own
    thread alone, so it works there."""
    monkeypatch.setattr(file_tasks, "pause", deal_with_files)


def deal_with_files():
    for lane in (LOOKING, IMPORTING):
        run_due(lane)


@pytest.fixture
def network(db, kept_network):
    """The West Midlands: fourteen councils with their pages."""
    if HomePage.objects.exists():
        return set_up_network("West Midlands")
    lay_down(kept_network)
    CouncilMembership.objects.update(joined=timezone.localdate())
    Ledger.objects.update(life=secrets.randbits(62))  # no index or answer of the test before fits
    return Network.objects.get()


@pytest.fixture
def invented(db):
    """The invented region of the demonstration: fourteen councils with their pages."""
    return set_up_demonstration()


@pytest.fixture(scope="session")
def kept_network(django_db_setup, django_db_blocker):
    """The rows that setting the network up writes."""
    with django_db_blocker.unblock():
        return record(lambda: set_up_network("West Midlands"))


@pytest.fixture
def dudley(network):
    return network.councils.get(slug="dudley")


@pytest.fixture
def walsall(network):
    return network.councils.get(slug="walsall")


def person(name, network, role, council=None, **fields):
    """Someone with one part to play in the network."""
    user = User.objects.create_user(
        f"{name.lower()}@example.org", PASSWORD, name=f"{name} Example", council=council, **fields
    )
    Membership.objects.create(user=user, network=network, role=role)
    sync_admin_access(user)
    return user


@pytest.fixture
def alice(network, dudley):
    """Direct payments lead in Dudley."""
    return person("Alice", network, Role.DP_LEAD, dudley)


@pytest.fixture
def bob(network, dudley):
    """Her colleague."""
    return person("Bob", network, Role.COLLEAGUE, dudley)


@pytest.fixture
def carol(network, walsall):
    """Direct payments lead in Walsall."""
    return person("Carol", network, Role.DP_LEAD, walsall)


@pytest.fixture
def chair(network):
    sandwell = network.councils.get(slug="sandwell")
    return person("Charlie", network, Role.CHAIR, sandwell)


@pytest.fixture
def editor(network):
    return person("Erin", network, Role.EDITOR, organisation="West Midlands network")


@pytest.fixture
def dana(network):
    """ADASS manager."""
    return person("Dana", network, Role.ADASS_MANAGER, organisation="ADASS West Midlands")


@pytest.fixture
def resident(network):
    """Resident co-chair: uses a direct payment, belongs to no council."""
    return person("Rosa", network, Role.RESIDENT, organisation="Residents' forum")


@pytest.fixture
def admin(network):
    user = person("Ada", network, Role.ADMINISTRATOR)
    user.is_staff = user.is_superuser = True
    user.save()
    return user


@pytest.fixture
def stranger():
    """Somebody who is not signed in."""
    return AnonymousUser()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """In CI a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped; in CI every test must run."


@pytest.fixture(autouse=True)
def real_outbox(settings):
    """Django's test runner puts a mailbox of its own in the way; the hub's is the one we test."""
    settings.EMAIL_BACKEND = "hub.mail.delivery.OutboxBackend"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    begin_from_kept()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Take the trail's triggers off: tests with a live server empty all tables after themselves."""
    with django_db_blocker.unblock():
        keep()
        triggers.drop(connection)
