"""Files of notes, meetings and issues, found by what they say.

A file is as visible as the thing it hangs on: each use of a file has an entry of its own with the
thing's audience. Rooms tell what holds files (`hub.access.files`). A job reads new files; who may
find one changes at once with its holder.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from hub import search_registry
from hub.access.files import Holding, holding_named, holdings
from hub.jobs.items import one_by_one
from hub.jobs.models import PutAside
from hub.models import HubDocument
from hub.search_registry import SearchRecord
from practices.importing.draft import Refused
from search.models import AttachedFile
from search.records.file_texts import text_of_stranger

log = logging.getLogger(__name__)
JOB = "read attached files"
AT_ONCE = 10  # files that one run of the job reads


def listen() -> None:
    """Connect once, after the rooms, which write down first what a published thing uses."""
    for holding in holdings():
        name, sender = f"search-files-{holding.name}", holding.holder
        changed, many = partial(holder_changed, holding), partial(holders_changed, holding)
        deleted = partial(holder_deleted, holding)
        for signal in (post_save, page_published, page_unpublished, search_registry.changed_signal):
            signal.connect(changed, sender, weak=False, dispatch_uid=f"{name}-{id(signal)}")
        search_registry.changed_many_signal.connect(many, sender, weak=False, dispatch_uid=name)
        post_delete.connect(deleted, sender, weak=False, dispatch_uid=name)
    post_save.connect(document_saved, sender=HubDocument, dispatch_uid="search-files")


def follow_uses() -> None:
    """A file's description reads the row that ties it to its holder."""
    for holding in holdings():
        uses = holding.uses().model
        search_registry.follow(AttachedFile, uses, partial(_files_of, holding, uses))


def _files_of(holding: Holding, uses: type[Model], keys: Collection[Any]) -> QuerySet[AttachedFile]:
    tied = uses._default_manager.filter(
        **{"pk__in": keys, f"{holding.by}_id": OuterRef("holder_id")}, document=OuterRef("document")
    )
    return AttachedFile.objects.filter(Exists(tied), holding=holding.name)


def holder_changed(holding: Holding, instance: Model, **kwargs: Any) -> None:
    _tell(AttachedFile.objects.filter(holding=holding.name, holder_id=instance.pk))


def holders_changed(holding: Holding, instances: Sequence[Model], **kwargs: Any) -> None:
    keys = [instance.pk for instance in instances]
    _tell(AttachedFile.objects.filter(holding=holding.name, holder_id__in=keys))


def holder_deleted(holding: Holding, instance: Model, **kwargs: Any) -> None:
    _forget(AttachedFile.objects.filter(holding=holding.name, holder_id=instance.pk))


def document_saved(instance: HubDocument, **kwargs: Any) -> None:
    _tell(AttachedFile.objects.filter(document=instance))


def _tell(files: QuerySet[AttachedFile]) -> None:
    search_registry.changed_many(list(files.select_related("document")))


def _forget(files: QuerySet[AttachedFile]) -> int:
    """One by one: each says that it is gone, so that its entry ends."""
    return len([file.delete() for file in files])


def findable_files() -> Iterable[AttachedFile]:
    files = AttachedFile.objects.select_related("document").order_by("pk")
    return files.iterator(chunk_size=100)


def describe_file(file: AttachedFile) -> SearchRecord | None:
    """The file as the readers of its holder may find it, with the words inside."""
    holding = holding_named(file.holding)
    finding = holding.describe(file.holder_id, file.document) if holding else None
    return replace(finding, body=file.text) if finding else None


def read_new() -> int:
    """Read files that hang on something and that were not read as they are now."""
    return one_by_one(
        JOB,
        list(islice(_to_read(), AT_ONCE)),
        lambda found: bool(read_one(*found)),
        key=_key,
        what=lambda found: f"the file “{found[1].document.filename}”",
    )


def _to_read() -> Iterator[tuple[Holding, Any]]:
    """What is not read, but for what was put aside: ten bad files must not hide all others."""
    aside = set(PutAside.objects.waiting(JOB).values_list("key", flat=True))
    for holding in holdings():
        for use in _unread(holding):
            if _key((holding, use)) not in aside:
                yield holding, use


def _key(found: tuple[Holding, Any]) -> str:
    return f"{found[0].name} {found[1].pk}"


def _unread(holding: Holding) -> QuerySet[Any]:
    read = AttachedFile.objects.filter(
        holding=holding.name,
        holder_id=OuterRef(f"{holding.by}_id"),
        document=OuterRef("document"),
        file_hash=OuterRef("document__file_hash"),
    )
    return holding.uses().filter(~Exists(read)).select_related("document")


def read_one(holding: Holding, use: Any) -> AttachedFile:
    """Keep what the file says, or the sentence that says why nothing could be read."""
    document, text, error = use.document, "", ""
    try:
        with document.file.open("rb") as opened:
            document.get_file_hash()
            text = text_of_stranger(opened.read(), document.filename)
    except Refused as refused:
        error = str(refused)
    except OSError:
        log.warning("The file of document %s is not in its place.", document.pk)
        error = _("The file is not in its place.")
    file, _created = AttachedFile.objects.update_or_create(
        holding=holding.name,
        holder_id=getattr(use, f"{holding.by}_id"),
        document=document,
        defaults={"file_hash": document.file_hash, "text": text, "error": error},
    )
    return file


def forget_unused() -> int:
    """Throw away texts of files that nothing uses any more."""
    count = 0
    for holding in holdings():
        used = holding.uses().filter(
            **{f"{holding.by}_id": OuterRef("holder_id")}, document=OuterRef("document")
        )
        count += _forget(AttachedFile.objects.filter(~Exists(used), holding=holding.name))
    return count
