"""The whole API, as its own OpenAPI description draws it: no 500 for any input, answers in shape."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from hub.wsgi import application
from search.api.tokens import make_token

pytestmark = pytest.mark.django_db
ADDRESSES = {"/api/v1/search", "/api/v1/suggest", "/api/v1/entries"}
BOUNDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def one_connection():
    """The application as it stands closes its connection after each request, the test's with it.
    Django's own test client sees to this in the same way."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api(put, dudley, settings, one_connection):
    settings.SEARCH_REQUESTS_PER_MINUTE = 1_000_000
    put("Cards", "prepaid card checks", topics=("fraud",), tags=("money",), council="dudley")
    put("Ours", "zebra", audience_key=f"council:{dudley.pk}")
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("who", ["stranger", "member", "wrong"])
def test_the_api_keeps_its_promises(api, who, alice):
    token = {"member": make_token(alice, "test"), "wrong": "nonsense", "stranger": ""}[who]
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    operations = [found.ok() for found in api.get_all_operations()]
    assert {operation.path for operation in operations} >= ADDRESSES

    for operation in operations:
        for mode in GenerationMode:  # what the description allows, and what it does not

            @BOUNDED
            @given(case=operation.as_strategy(generation_mode=mode))
            def keeps_its_promise(case):
                case.call_and_validate(headers=headers)

            keeps_its_promise()


def test_what_cannot_be_read_is_named_in_a_sentence(client):
    answer = client.get("/api/v1/search?page=x&page_size=y")
    assert answer.status_code == 422
    assert answer.json() == {"detail": "These could not be read: page, page_size."}
