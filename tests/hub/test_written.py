"""Queries that are written once give what the queryset itself gives."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from hub.written import Written
from network.people.models import Membership, Role

pytestmark = pytest.mark.django_db
CURRENT = Written(
    lambda user, day: Membership.objects.filter(user=user).current(day).select_related("network")
)
NAMED = Written(lambda names: get_user_model().objects.filter(name__in=names).order_by("pk"))


def test_same_rows_for_each_value(alice, carol, django_assert_num_queries):
    for person in (alice, carol):
        plain = list(person.memberships.current().select_related("network"))
        with django_assert_num_queries(1):
            rows = CURRENT.rows(user=person.pk, day=timezone.localdate())
            assert [row.network.name for row in rows] == [part.network.name for part in plain]
        assert rows == plain


def test_a_change_holds_at_the_next_question(alice):
    today = timezone.localdate()
    assert CURRENT.rows(user=alice.pk, day=today)
    alice.memberships.filter(role=Role.DP_LEAD).update(
        ended=today, started=today - timedelta(days=3)
    )
    assert not CURRENT.rows(user=alice.pk, day=today)
    assert CURRENT.rows(user=alice.pk, day=today - timedelta(days=1))


def test_lists_of_any_length(alice, bob):
    assert NAMED.rows(names=[]) == []
    assert NAMED.rows(names=[alice.name]) == [alice]
    assert NAMED.rows(names={alice.name, bob.name}) == [alice, bob]
    assert NAMED.first(names=["nobody"]) is None


def test_a_clock_read_inside_is_refused():
    today = Written(lambda user: Membership.objects.filter(user=user, started=date(2024, 5, 1)))
    with pytest.raises(ValueError, match="pass it as a value"):
        today.rows(user=1)


def test_a_value_that_the_query_changes_is_refused():
    like = Written(lambda text: get_user_model().objects.filter(name__contains=text))
    with pytest.raises(ValueError, match="as they are"):
        like.rows(text="a")
