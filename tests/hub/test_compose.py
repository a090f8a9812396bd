"""compose.yaml holds together: it cannot be started in the tests, so at least it is read."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_it_has_a_database_three_search_nodes_web_workers_and_one_job_runner(compose):
    services = compose["services"]
    assert {"database", "search1", "search2", "search3", "web", "jobs"} <= services.keys()
    assert "run_jobs" in services["jobs"]["command"]


def test_every_service_network_and_volume_it_names_is_there(compose):
    for name, service in compose["services"].items():
        for needed in service.get("depends_on", {}):
            assert needed in compose["services"], name
        for network in service.get("networks", []):
            assert network in compose["networks"], name
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in compose["volumes"], name


def test_the_hub_is_told_of_all_three_search_nodes(compose):
    addresses = compose["services"]["web"]["environment"]["ELASTICSEARCH_URL"].split(",")
    assert [address.split("//")[1].split(":")[0] for address in addresses] == [
        "search1",
        "search2",
        "search3",
    ]
