"""Hearing of changes to findable things, and writing their entries in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal
from modelcluster.models import ClusterableModel
from wagtail.signals import page_published, page_unpublished

from hub import search_registry
from hub.search_registry import Follow, FollowLinks
from practices.models import TagMerge
from search.query import terms
from search.records import writing

CHUNK = 200


def listen_to_links() -> None:
    """Connect once, from AppConfig.ready, after every room has said what its things read."""
    for number, follow in enumerate(search_registry.follows()):
        if isinstance(follow, FollowLinks):
            Links(follow, f"search-follow-{number}").listen()
        else:
            Follower(follow, f"search-follow-{number}").listen()


@dataclass(frozen=True)
class Follower:
    """One `Follow`. Keys of things that read the row before are kept on the row until it is saved."""

    follow: Follow
    name: str

    def listen(self) -> None:
        model, name = self.follow.model, self.name
        pre_delete.connect(self.before, model, dispatch_uid=name, weak=False)
        post_delete.connect(self.after, model, dispatch_uid=name, weak=False)
        if self.follow.only_when_deleted:
            return
        pre_save.connect(self.before, model, dispatch_uid=name, weak=False)
        post_save.connect(self.after, model, dispatch_uid=name, weak=False)
        if model is self.follow.thing:
            return  # what is told below would come back here without end
        for signal in (search_registry.changed_signal, page_published, page_unpublished):
            signal.connect(self.after, model, dispatch_uid=f"{name}-{id(signal)}", weak=False)
        search_registry.changed_many_signal.connect(self.many, model, dispatch_uid=name, weak=False)

    def before(self, instance: Model, raw: bool = False, **kwargs: Any) -> None:
        if instance.pk is not None and not raw and not instance._state.adding:
            instance.__dict__[self.name] = self._affected_by([instance.pk])

    def after(self, instance: Model, signal: Signal, raw: bool = False, **kwargs: Any) -> None:
        if is_half_written(instance, signal, raw):
            return
        keys = instance.__dict__.pop(self.name, set())
        if raw:  # a fixture: what the row leads to may not be loaded yet
            transaction.on_commit(partial(self._tell_of, [instance.pk]))
        else:
            self._tell(keys | self._affected_by([instance.pk]))

    def many(self, instances: Sequence[Model], **kwargs: Any) -> None:
        self._tell_of([instance.pk for instance in instances])

    def _tell_of(self, rows: Sequence[Any]) -> None:
        self._tell(self._affected_by(rows))

    def _affected_by(self, rows: Sequence[Any]) -> set[Any]:
        return set(self.follow.affected(rows).values_list("pk", flat=True))

    def _tell(self, keys: set[Any]) -> None:
        describe_again(self.follow.thing, keys)


@dataclass(frozen=True)
class Links:
    """One `FollowLinks`. Clearing a relation does not say what was in it, so that is read before."""

    follow: FollowLinks
    name: str

    def listen(self) -> None:
        m2m_changed.connect(self.changed, self.follow.through, weak=False, dispatch_uid=self.name)

    def changed(
        self,
        instance: Model,
        action: str,
        model: type[Model],
        pk_set: set[Any] | None,
        **kwargs: Any,
    ) -> None:
        thing = self.follow.thing
        if action == "pre_clear":
            instance.__dict__[self.name] = self._linked_to(instance)
        if not action.startswith("post_"):
            return
        others = pk_set or instance.__dict__.pop(self.name, set())
        keys = set(others) if issubclass(thing, model) else set()
        describe_again(thing, keys | ({instance.pk} if isinstance(instance, thing) else set()))

    def _linked_to(self, instance: Model) -> set[Any]:
        """Keys of the things that this row, at either end, is linked to now."""
        thing, through = self.follow.thing, self.follow.through
        ends = [field for field in through._meta.fields if field.is_relation]
        here: list[Any] = [
            (end.attname, instance.pk) for end in ends if type(instance) is end.related_model
        ]
        rows = through._default_manager.filter(Q.create(here, connector=Q.OR))
        there = [end.attname for end in ends if end.related_model is thing]
        return {key for row in rows.values_list(*there) for key in row}


def is_half_written(instance: Model, signal: Signal, raw: bool) -> bool:
    """On post_save of a page its topics and tags are not written yet.

    So pages that can be found tell of themselves (`findable.changed`) at the end of their save.
    """
    is_page = isinstance(instance, ClusterableModel) and search_registry.kind_of(type(instance))
    return bool(is_page) and signal is post_save and not raw


def describe_again(thing: type[Model], keys: set[Any]) -> None:
    """Tell search of these things of one model, as the database holds them now."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), CHUNK):
        found = thing._default_manager.filter(pk__in=ordered[start : start + CHUNK])
        search_registry.changed_many(list(found))


def listen() -> None:
    """Connect once, from AppConfig.ready, after every room has said what it holds."""
    post_save.connect(terms.merged, sender=TagMerge, dispatch_uid="search-tag-merge")
    post_delete.connect(terms.merged, sender=TagMerge, dispatch_uid="search-tag-merge")
    for kind in search_registry.kinds():
        for signal in (post_save, search_registry.changed_signal, page_published, page_unpublished):
            signal.connect(
                thing_changed, sender=kind.model, dispatch_uid=f"search-{id(signal)}-{kind.kind}"
            )
        post_delete.connect(thing_deleted, sender=kind.model, dispatch_uid=f"search-{kind.kind}")
        search_registry.changed_many_signal.connect(
            things_changed, sender=kind.model, dispatch_uid=f"search-{kind.kind}"
        )
    listen_to_links()


def thing_changed(instance: Model, signal: Signal, raw: bool = False, **kwargs: Any) -> None:
    """A fixture (`raw`) is described when all of it is loaded."""
    if raw:
        again = partial(describe_again, type(instance), {instance.pk})
        transaction.on_commit(again)
    elif not is_half_written(instance, signal, raw):
        writing.record(instance)


def things_changed(instances: Sequence[Model], **kwargs: Any) -> None:
    writing.record_many(instances)


def thing_deleted(instance: Model, **kwargs: Any) -> None:
    writing.forget(instance)
