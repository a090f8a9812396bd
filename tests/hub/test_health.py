import pytest

pytestmark = pytest.mark.django_db


def test_the_hub_is_ready_when_its_database_is_migrated(client):
    assert client.get("/health/ready").json() == {"ready": True}
    assert client.get("/health/live").content == b"ok"
