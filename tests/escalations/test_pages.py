"""What pages say, what search finds, and how many queries they take."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hub.search_registry import kind_of
from hub.waiting import asks_of
from network.escalations import search_records
from network.escalations.models import Issue
from network.escalations.services import checking, managing, raising, triage
from network.escalations.similar import similar_open
from network.people.models import User


def main_of(response):
    return response.content.decode().partition('<main id="main"')[2].partition("<footer")[0]


def queries(client, address):
    caches["memory"].clear()
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["index", "triage", "queue", "report", "heard"])
def test_lists_take_as_many_queries_for_many_as_for_few(client, raised, alice, carol, chair, name):
    def more(count):
        for number in range(count):
            issue = raised(alice, title=f"Issue {number}", may_be_public=True)
            raising.sign(issue, carol)
            issue = triage.waive(issue, chair, "Soon.")
            if number % 2:
                triage.send_up(issue, chair)

    client.force_login(chair)
    address = reverse(f"escalations:{name}")
    more(2)
    client.get(address)
    few = queries(client, address)
    more(6)
    assert queries(client, address) <= few + 1
    assert few < 40


def test_the_page_of_an_issue_does_not_grow_with_its_history(client, with_adass, dana, alice):
    client.force_login(alice)
    address = with_adass.get_absolute_url()
    client.get(address)
    few = queries(client, address)
    for number in range(4):
        managing.ask_question(Issue.objects.get(pk=with_adass.pk), dana, f"Question {number}?")
        managing.reply(Issue.objects.get(pk=with_adass.pk), alice, "Yes.")
    assert queries(client, address) <= few + 3
    assert few < 45


def test_raiser_and_signatories_see_every_state_who_holds_it_and_what_is_next(
    client, with_chair, chair, dana, alice, carol
):
    def said(user):
        client.force_login(user)
        return main_of(client.get(with_chair.get_absolute_url()))

    for user in (alice, carol):
        assert "With the chair" in said(user) and "The network chair" in said(user)
    issue = triage.send_up(with_chair, chair)
    managing.take(issue, dana)
    for user in (alice, carol):
        assert "Dana Example, ADASS" in said(user)
        assert "An ADASS manager answers, with reasons." in said(user)


def test_private_notes_and_draft_answers_are_for_managers_only(
    client, with_adass, dana, alice, chair
):
    from network.escalations.services import answering
    from tests.escalations.conftest import ANSWER

    managing.keep_note(with_adass, dana, "Ask the treasurer first.")
    answering.save_answer(with_adass, dana, 0, ANSWER)
    for user, sees in ((alice, False), (chair, False), (dana, True)):
        client.force_login(user)
        page = main_of(client.get(with_adass.get_absolute_url()))
        assert ("Ask the treasurer first." in page) == sees
        assert "one shared check list" not in page
    assert "treasurer" not in str(vars(search_records.describe(with_adass)))
    assert "one shared check list" not in str(vars(search_records.describe(with_adass)))


def test_each_read_of_a_confidential_issue_by_adass_is_in_the_trail(
    client, raised, alice, dana, chair
):
    issue = raised(alice, level="adass")
    for user in (alice, chair, dana, dana):
        client.force_login(user)
        client.get(issue.get_absolute_url())
    assert list(issue.trail.filter(verb="read").values_list("actor", flat=True)) == [dana.pk]


def test_search_is_told_of_what_may_be_found(gathering, draft, raised, carol):
    assert kind_of(Issue).kind == "issue"
    found = search_records.describe(gathering)
    assert found.audience_key == f"adass:{gathering.network_id}"
    assert found.council == "dudley" and found.topics == ("isfs",)
    assert search_records.describe(raised(carol, send=False, title="Later")) is None


def test_search_finds_an_issue_for_those_who_may_see_it(client, raised, alice, carol, dana):
    raised(alice, title="Zebrafish tender", level="adass")
    for user, sees in ((alice, True), (dana, True), (carol, False), (None, False)):
        client.logout()
        if user:
            client.force_login(user)
        assert ("Zebrafish" in main_of(client.get("/search/?q=zebrafish+tender"))) == sees, user


def test_similar_open_issues_are_offered_while_writing(client, gathering, carol, network):
    assert similar_open(carol, network, "Start funds without a tender") == [gathering]
    assert similar_open(carol, network, "Car parking at meetings") == []
    draft = raising.save_draft(carol, network, {"title": "Funds without a full tender"})
    client.force_login(carol)
    said = main_of(client.get(reverse("escalations:edit", args=[draft.pk])))
    assert "Join this one instead" in said


def test_similar_issues_come_while_typing(client, gathering, carol, dana, stranger):
    def typed(**words):
        return client.post(reverse("escalations:similar"), words)

    assert typed(title="Funds").status_code in (302, 404)  # nobody is signed in
    client.force_login(carol)
    assert "Join this one instead" in typed(title="Start funds, no tender").content.decode()
    assert typed(title="Parking at meetings").content.strip() == b""
    assert typed(draft="9" * 40, barrier="x", topic="\x00").status_code == 200
    own = raising.save_draft(carol, gathering.network, {"title": "Funds without a full tender"})
    said = typed(title=own.title, draft=str(own.pk)).content.decode()
    assert own.get_absolute_url() not in said


def test_a_confidential_issue_is_never_offered_as_similar(raised, alice, chair, network):
    raised(alice, level="adass")
    assert similar_open(chair, network, "Let funds start without a full tender") == []


def test_the_public_page_says_not_yet_because(client, raised, alice, chair, dana):
    from network.escalations.services import answering
    from tests.escalations.conftest import ANSWER

    open_one = raised(alice, may_be_public=True)
    assert "Let funds start" not in client.get(reverse("escalations:heard")).content.decode()
    issue = triage.send_up(triage.waive(open_one, chair, "Soon."), chair)
    assert "Not yet: ADASS is working" in client.get(reverse("escalations:heard")).content.decode()
    answer = answering.save_answer(issue, dana, 0, ANSWER)
    answering.publish(issue, dana, answer.version)
    said = client.get(reverse("escalations:heard")).content.decode()
    assert "Not yet, because:" in said and "Contracts stay with each council." in said
    assert "Dudley" not in said and "Alice" not in said


def test_what_waits_for_each_is_on_the_home_page(with_chair, chair, alice, dana):
    def waiting(user):
        return [ask.why for ask in asks_of(User.objects.get(pk=user.pk))]

    assert any("wait for the chair" in why for why in waiting(chair))
    issue = triage.send_up(with_chair, chair)
    assert any("Day 0 of 20" in why for why in waiting(dana))
    managing.ask_question(issue, dana, "Which?")
    assert "A question waits for your reply." in waiting(alice)


def test_someone_ticks_that_she_was_told(client, with_adass, dana, chair, carol):
    from network.escalations.services import answering
    from tests.escalations.conftest import ANSWER

    carol.preferred_contact, carol.phone = "phone", "01632 960 000"
    carol.save()
    answer = answering.save_answer(with_adass, dana, 0, ANSWER)
    answering.publish(with_adass, dana, answer.version)
    client.force_login(chair)
    address = reverse("escalations:to_tell")
    assert "01632 960 000" in main_of(client.get(address))
    told = with_adass.tell_backs.get(user=carol)
    client.post(address, {"told": told.pk, "do": "tried", "note": "No reply"})
    assert "No reply" in main_of(client.get(address))
    client.post(address, {"told": told.pk, "do": "told", "note": "Rang"})
    assert "Everyone has been told" in main_of(client.get(address))


def test_did_it_work_from_the_page(client, due, carol):
    client.force_login(carol)
    address = reverse("escalations:do", args=[due.pk, "check"])
    client.post(address, {"answer": "partly", "line": "Half of it."})
    assert "Walsall: Partly" in main_of(client.get(due.get_absolute_url()))
    assert checking.noes(due) == 0


def test_the_chair_changes_the_threshold(client, gathering, chair):
    client.force_login(chair)
    address = reverse("escalations:settings")
    form = client.get(address).context["form"]
    words = {name: form[name].value() or "" for name in form.fields}
    client.post(address, words | {"threshold": 1})
    assert Issue.objects.get(pk=gathering.pk).state == "chair"
    assert (
        "One thing to put right" in client.post(address, words | {"threshold": 0}).content.decode()
    )


def test_the_demonstration_has_an_issue_in_each_state(invented):
    from network.escalations import demo
    from network.escalations.states import State
    from network.people.demo import load_demo_people

    load_demo_people(invented)
    demo.load(invented)
    states = set(Issue.objects.values_list("state", flat=True))
    assert states == set(State.__members__[name].value for name in State.__members__)
    count = Issue.objects.count()
    demo.load(invented)
    assert Issue.objects.count() == count


def test_the_form_says_that_not_named_is_no_promise_against_an_information_request(client, alice):
    client.force_login(alice)
    page = main_of(client.get(reverse("escalations:new")))
    assert "Freedom of Information Act 2000" in page
    assert "It is no promise against a freedom of information request" in page
