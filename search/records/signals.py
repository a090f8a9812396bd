"""Hearing of changes to findable things, and writing their entries in the same transaction."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from wagtail.signals import page_published, page_unpublished

from hub import findable
from practices.models import TagMerge
from search.query import merged_tags
from search.records import following, writing


def listen() -> None:
    """Connect once, from AppConfig.ready, after every room has said what it holds."""
    post_save.connect(merged_tags.merged, sender=TagMerge, dispatch_uid="search-tag-merge")
    post_delete.connect(merged_tags.merged, sender=TagMerge, dispatch_uid="search-tag-merge")
    for kind in findable.kinds():
        for signal in (post_save, findable.changed_signal, page_published, page_unpublished):
            signal.connect(
                thing_changed, sender=kind.model, dispatch_uid=f"search-{id(signal)}-{kind.kind}"
            )
        post_delete.connect(thing_deleted, sender=kind.model, dispatch_uid=f"search-{kind.kind}")
        findable.changed_many_signal.connect(
            things_changed, sender=kind.model, dispatch_uid=f"search-{kind.kind}"
        )
    following.listen()


def thing_changed(instance: Model, signal: Signal, raw: bool = False, **kwargs: Any) -> None:
    """A fixture (`raw`) is described when all of it is loaded."""
    if raw:
        again = partial(following.describe_again, type(instance), {instance.pk})
        transaction.on_commit(again)
    elif not following.is_half_written(instance, signal, raw):
        writing.record(instance)


def things_changed(instances: Sequence[Model], **kwargs: Any) -> None:
    writing.record_many(instances)


def thing_deleted(instance: Model, **kwargs: Any) -> None:
    writing.forget(instance)
