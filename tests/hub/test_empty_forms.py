"""A form sent with nothing in it says what is missing; it is never taken for a first look."""

import pytest

from network.meetings.planning import network_group

PAGES = [
    ("alice", "/people/account/details/"),
    ("chair", "/meetings/groups/new/"),
    ("chair", "/meetings/series/new/"),
    ("chair", "/meetings/blocked-days/"),
    ("chair", "/meetings/school-holidays/"),
]


@pytest.mark.parametrize(("who", "page"), PAGES, ids=[page for _, page in PAGES])
def test_an_empty_form_shows_its_errors(request, client, network, who, page):
    network_group(network)
    client.force_login(request.getfixturevalue(who))
    assert 'class="errors' not in client.get(page).content.decode()
    sent = client.post(page).content.decode()
    assert 'class="errors' in sent
    assert "<title>Error:" in " ".join(sent.split())
