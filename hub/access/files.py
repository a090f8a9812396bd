"""Files that hang on things. Rooms say here what holds files; `search` reads them and knows no room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from hub.access.roles import may, may_anywhere
from hub.models import HubDocument, HubImage
from hub.search_registry import SearchRecord

if TYPE_CHECKING:
    from hub.models import HubDocument


DescribeFile = Callable[[int, "HubDocument"], SearchRecord | None]
KeyOfFile = Callable[[Any, "File"], str]
MayRead = Callable[[Any, Any, "File"], bool]


@dataclass(frozen=True)
class Holding:
    """One way of things to hold files.

    `uses` gives the rows that tie a file to its holder: `document` is the file and the field named
    by `by` the holder. `describe` is asked with the holder's key and the file: its Finding without
    the words inside, or None when that file must not be found on that holder now.

    `key` gives the audience key of a file that the holder owns, as things stand; `may_read` whether
    a reader may open it, which may be more people than hold the key (whoever may open a draft).
    `address` is where such a file is opened, if not under /documents/: only there is it handed out.
    """

    name: str
    holder: type[Model]
    by: str
    uses: Callable[[], QuerySet]
    describe: DescribeFile
    key: KeyOfFile
    may_read: MayRead
    address: Callable[[HubDocument], str] | None = None


_holdings: dict[str, Holding] = {}


def register_files(
    name: str,
    holder: type[Model],
    *,
    by: str,
    uses: Callable[[], QuerySet],
    describe: DescribeFile,
    key: KeyOfFile,
    may_read: MayRead,
    address: Callable[[HubDocument], str] | None = None,
) -> None:
    """Let the files of these things be found by what they say. Call it in AppConfig.ready.

    `name` is kept beside each text, so it must not change. A change of a holder (saved, published,
    deleted, or told by `findable.changed`) is a change of who may find its files.
    """
    _holdings[name] = Holding(name, holder, by, uses, describe, key, may_read, address)


def holdings() -> tuple[Holding, ...]:
    """All ways to hold files, in the order they registered."""
    return tuple(_holdings.values())


def holding_named(name: str) -> Holding | None:
    """The way to hold files of this name; None when no room has it any more."""
    return _holdings.get(name)


def holding_of(model: type[Model]) -> Holding | None:
    """The way in which things of this model hold files."""
    return next((one for one in _holdings.values() if one.holder is model), None)


# A file belongs to the thing it was put in, and that thing alone says who may read it.
#
# 1. A file has one owner. It gets it when it is put in, and keeps it.
# 2. With an owner: whoever may read the owner may read the file. An owner that is gone is read by
# nobody.
# 3. Without one (put up in the CMS and used nowhere yet): whoever put it up, as long as they are a
# member, and those who may open drafts of the council on whose shelf it lies.
#
# Pointing at a file gives nobody a right to it. Each kind of owner says in `hub.access.files` who may
# read its files.

File = HubDocument | HubImage
FILES: tuple[type[File], ...] = (HubDocument, HubImage)


def is_owned_by(file: File, owner: Model) -> bool:
    """Whether the file was put in this thing; asks no database once the file is in hand."""
    kind = ContentType.objects.get_for_model(type(owner))
    return owner.pk is not None and (file.owner_type_id, file.owner_id) == (kind.pk, owner.pk)


def give(owner: Model, files: Iterable[File]) -> None:
    """Make this saved thing the owner of those files that have none; others keep theirs."""
    kind = ContentType.objects.get_for_model(type(owner))
    for file in files:
        free = type(file).objects.filter(pk=file.pk, owner_id__isnull=True)
        if free.update(owner_type=kind, owner_id=owner.pk):
            file.owner_type, file.owner_id = kind, owner.pk
    renew_keys(owner)


def renew_keys(owner: Model) -> None:
    """Set the keys of its files to what the owner says now. Call it in the transaction that
    changes who may read the owner."""
    holding = holding_of(type(owner))
    kind = ContentType.objects.get_for_model(type(owner))
    if holding is None:
        return
    for model in FILES:
        for file in model.objects.filter(owner_type=kind, owner_id=owner.pk):
            key = holding.key(owner, file)
            if key != file.audience_key:
                model.objects.filter(pk=file.pk).update(audience_key=key)


def may_read(reader: Any, file: File) -> bool:
    """The rule above. Everybody it does not let in learns nothing: 404."""
    if file.owner_id is None:
        return type(file)._default_manager.filter(ownerless_for(reader), pk=file.pk).exists()
    owner = file.owner
    holding = holding_of(type(owner)) if owner is not None else None
    return holding is not None and holding.may_read(reader, owner, file)


def ownerless_for(reader: Any) -> Q:
    """Rule 3, for documents and pictures. Such a file may be of a draft that was not sent in."""
    if not may_anywhere(reader, "belong_to_a_network"):
        return Q(pk__in=[])
    mine = Q(uploaded_by_user=reader)
    council = reader.council
    if council and may(reader, "open_own_councils_drafts", council.network):
        mine |= Q(collection__depth=2, collection__name=council.short_name)
    return mine & Q(owner_id=None)


def address_of(document: HubDocument) -> str | None:
    """Where the owner hands this file out itself; None when it is opened under /documents/."""
    kind = document.owner_type.model_class() if document.owner_type else None
    holding = holding_of(kind) if kind else None
    return holding.address(document) if holding and holding.address else None
