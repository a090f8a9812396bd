"""The two networks, written once and laid down again for each walker."""

import logging
import secrets

import pytest
from django.core.management import call_command

from hub import demonstration as marks
from search.models import Ledger
from tests.access.two_networks import Hub, build
from tests.kept_rows import lay_down, record
from tests.practices.conftest import make_note  # noqa: F401  # a fixture


@pytest.fixture(scope="session")
def kept_two_networks(django_db_setup, django_db_blocker):
    """What `build` wrote, and its words and people."""
    built: list[Hub] = []
    with django_db_blocker.unblock():
        changes = record(lambda: built.append(build()))
    return changes, built[0]


@pytest.fixture
def hub(db, kept_two_networks) -> Hub:
    changes, built = kept_two_networks
    lay_down(changes)
    Ledger.objects.update(life=secrets.randbits(62))  # no index of the test before fits
    return built


@pytest.fixture(scope="session")
def kept_demonstration(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return record(lambda: call_command("load_demo", verbosity=0))


@pytest.fixture
def demonstration(db, kept_demonstration):
    """The shipped demonstration, as `make run` loads it."""
    lay_down(kept_demonstration)
    Ledger.objects.update(life=secrets.randbits(62))
    marks.forget()


@pytest.fixture
def quiet():
    """Thousands of refusals would fill the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
