"""The database refuses to change the trail, and verify_trail sees what was changed behind it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from network.escalations import triggers
from network.escalations.models import TrailEntry


@pytest.fixture
def guarded(db):
    triggers.create(connection)
    yield
    triggers.drop(connection)


def verify():
    out, err = StringIO(), StringIO()
    call_command("verify_trail", stdout=out, stderr=err)
    return out.getvalue()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses(guarded, gathering, change):
    row = TrailEntry.objects.filter(issue=gathering)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        row.update(reason="forged") if change == "update" else row.delete()
    assert "whole" in verify()


def test_the_guarded_trail_still_grows(guarded, gathering):
    assert gathering.trail.count() == 2


def test_verify_trail_catches_a_row_changed_by_hand(gathering):
    TrailEntry.objects.filter(issue=gathering, verb="signed").update(verb="unsigned")
    with pytest.raises(CommandError, match="not whole"):
        verify()


def test_verify_trail_catches_a_row_taken_off_the_end(gathering):
    TrailEntry.objects.order_by("number").last().delete()
    with pytest.raises(CommandError):
        verify()


def test_an_untouched_trail_is_whole(gathering):
    assert "2 rows" in verify()
