"""The months after which we ask whether it worked: every text follows the network's setting."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from hub.mail.models import Message
from network.escalations.models import Issue, NetworkEscalationSettings
from network.escalations.services import answering
from tests.escalations.conftest import ANSWER, make_due


def answer(issue, dana, months):
    NetworkEscalationSettings.objects.create(network=issue.network, check_after_months=months)
    written = answering.save_answer(issue, dana, 0, ANSWER)
    answering.publish(issue, dana, written.version)
    return Issue.objects.get(pk=issue.pk)


def letter_to(user):
    return [one for one in Message.objects.all() if one.recipients == [user.email]][0].text()


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "Once everybody has been told, we will ask each council"),
        (1, "In a month or so we will ask each council"),
        (3, "In three months or so we will ask each council"),
        (12, "In 12 months or so we will ask each council"),
    ],
)
def test_the_letter_with_the_answer_says_when(with_adass, dana, carol, months, words):
    answer(with_adass, dana, months)
    assert words in letter_to(carol)


@pytest.mark.parametrize("months", [1, 3, 6])
def test_the_page_says_the_day(client, with_adass, dana, carol, months):
    issue = answer(with_adass, dana, months)
    day = timezone.localdate(issue.answered_at) + relativedelta(months=months)
    client.force_login(carol)
    page = client.get(issue.get_absolute_url()).content.decode()
    assert f"On {date_format(day, 'j F Y')} each of you is asked if it worked." in page


@pytest.mark.parametrize("issue_is_due", [True, False])
def test_no_page_names_months_that_are_not_the_networks(
    client, with_adass, dana, carol, chair, issue_is_due
):
    issue = answer(with_adass, dana, 6)
    if issue_is_due:
        make_due(issue)
    for reader in (carol, chair, dana):
        client.force_login(reader)
        for page in (issue.get_absolute_url(), reverse("escalations:index")):
            assert "three months" not in client.get(page).content.decode().lower()


def test_when_the_day_has_come_no_day_is_named(client, with_adass, dana, carol):
    issue = make_due(answer(with_adass, dana, 3))
    client.force_login(carol)
    page = client.get(issue.get_absolute_url()).content.decode()
    assert "Each of you is asked if it worked." in page
    Issue.objects.filter(pk=issue.pk).update(check_on=timezone.localdate() - timedelta(days=40))
    assert (
        "Each of you is asked if it worked."
        in client.get(issue.get_absolute_url()).content.decode()
    )
