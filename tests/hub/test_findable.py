"""Telling search about many things at once."""

from django.contrib.auth.models import Group

from hub import search_registry


def test_many_changes_go_out_as_one_signal():
    told: list[list[str]] = []

    def hear(instances, **kwargs):
        told.append([instance.name for instance in instances])

    search_registry.changed_many_signal.connect(hear, sender=Group)
    search_registry.changed_many([Group(name="a"), Group(name="b")])
    search_registry.changed_many([])
    search_registry.changed_many_signal.disconnect(hear, sender=Group)
    assert told == [["a", "b"]]
