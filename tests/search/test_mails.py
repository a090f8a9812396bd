"""What the mail of a saved search says, word for word."""

import pytest

from hub.mail.models import Message
from search.alerts.services import send_due
from search.models import Ledger, SavedSearch

pytestmark = pytest.mark.usefixtures("day_of_the_mails")


@pytest.mark.parametrize(("name", "count"), [("new_matches", 2), ("new_matches_many", 40)])
def test_new_matches(snapshot, put, alice, name, count):
    SavedSearch.objects.create(
        user=alice, name="Cards & accounts", address="q=card", often="at_once",
        mailed_to=Ledger.now().revision,
    )  # fmt: skip
    put("Consensus statement on cards", "card", kind="source", key="test.source")
    for number in range(1, count):
        put(f"Card note {number}", "card", key=f"test.{number}", council_name="Dudley")
    assert send_due() == 1
    snapshot(name, Message.objects.get())
