"""The numbers of files, pages and sources in a form of the CMS. Without a database."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from hub.inputs import whole_number
from hub.models import HubDocument, HubImage
from network.people.permissions import manageable_accounts
from practices.cms.allowed_addresses import EARLIER_DRAFTS, NOTES, may_open
from practices.cms.choosers import choosable_files, choosable_pages, choosable_sources
from practices.models import PracticeNotePage
from practices.notes.references import in_markup, pointed_at_by
from practices.posting.drafts import draft_of
from practices.posting.permissions import may_open_draft, may_open_earlier_drafts

KINDS = ("document", "image", "source")
FIELD = re.compile(rf"(?:^|-)({'|'.join(KINDS)})$")
ENTITIES = {"DOCUMENT": "document", "IMAGE": "image", "LINK": "page"}
Pointed = tuple[str, int]


def pointed_at(posted: Mapping[str, str]) -> set[Pointed]:
    """(kind, number) of everything that the values of a page's form point at.

    Kinds: document, image, source, page. Chooser fields by their name, rich text as the editor
    posts it (draft.js) or as it is kept (HTML). What is no number points at nothing.
    """
    return {pair for name, value in posted.items() for pair in _of_field(name, value)}


def _of_field(name: str, value: str) -> Iterator[Pointed]:
    kind = FIELD.search(name)
    number = whole_number(value)
    if kind and number is not None:
        yield kind[1], number
    elif value.lstrip().startswith("{"):
        yield from _of_draft(value)
    elif "<" in value:
        yield from in_markup(value)


def _of_draft(value: str) -> Iterator[Pointed]:
    try:
        entities = json.loads(value).get("entityMap", {})
    except (ValueError, AttributeError, RecursionError):
        return
    for entity in entities.values() if isinstance(entities, dict) else ():
        yield from _of_entity(entity)


def _of_entity(entity: Any) -> Iterator[Pointed]:
    if not isinstance(entity, dict) or not isinstance(data := entity.get("data"), dict):
        return
    kind = ENTITIES.get(str(entity.get("type")))
    number = whole_number(data.get("id"))
    if kind and number is not None:
        yield kind, number


# Whether somebody may open this thing at this address of the CMS. Asked of every number.

Check = Callable[[Any, Any], bool]


def may_open_thing(request: HttpRequest, name: str, args: Any, kwargs: Mapping[str, Any]) -> bool:
    """Whether this person may open what the numbers of this address and form name.

    `name`, `args` and `kwargs` are those of the resolved address; its role was asked before.
    """
    user: Any = request.user
    if "target_pages[]" in request.GET:
        return False  # only for moving pages, which is closed; Wagtail reads it without care
    if name in NOTES | EARLIER_DRAFTS:
        return _note(request, name, kwargs.get("page_id", args[0] if args else None))
    if name == "wagtailadmin_editing_sessions:ping":
        return _at_work(user, **kwargs)
    checked = NUMBERED.get(name)
    if checked is None:
        return True
    key, check = checked
    number = whole_number(kwargs[key])
    return number is not None and check(user, number)


def _note(request: HttpRequest, name: str, number: Any) -> bool:
    user: Any = request.user
    note = PracticeNotePage.objects.select_related("council__network").filter(pk=number).first()
    if note is None or not may_open_draft(user, note):
        return False
    if name in EARLIER_DRAFTS and not may_open_earlier_drafts(user, note):
        return False
    if request.method == "POST":  # the editor answers at several addresses
        return all(_in_note(note, one) or may_point_at(user, *one) for one in _pointed(request))
    return True


def _pointed(request: HttpRequest) -> set[Pointed]:
    return pointed_at(request.POST.dict())


def _in_note(note: PracticeNotePage, pointed: Pointed) -> bool:
    """Already in its newest draft, which this person may open."""
    kind, number = pointed
    draft = draft_of(note)
    if kind == "source":
        return any(one.source_id == number for one in draft.references.all())
    used = pointed_at_by(draft)
    return number in {"document": used.documents, "image": used.images, "page": used.pages}[kind]


def may_point_at(user: Any, kind: str, number: int) -> bool:
    """Whether this person may choose the file, source or page of this number."""
    return POINTED[kind](user, number)


def _document(user: Any, number: int) -> bool:
    return choosable_files(user, HubDocument).filter(pk=number).exists()


def _image(user: Any, number: int) -> bool:
    return choosable_files(user, HubImage).filter(pk=number).exists()


def _source(user: Any, number: int) -> bool:
    return choosable_sources(user).filter(pk=number).exists()


def _page(user: Any, number: int) -> bool:
    return choosable_pages(user).filter(pk=number).exists()


def _account(user: Any, number: int) -> bool:
    return manageable_accounts(user).filter(pk=number).exists()


def _at_work(user: Any, app_label: str, model_name: str, object_id: str, **_: Any) -> bool:
    """Who else edits this: a note whose draft they may open, or a line of a list they keep."""
    number = whole_number(object_id)
    if number is None:
        return False
    if (app_label, model_name) == ("practices", "practicenotepage"):
        note = PracticeNotePage.objects.filter(pk=number).first()
        return note is not None and may_open_draft(user, note)
    name = f"wagtailsnippets_{app_label}_{model_name}:edit"
    if not may_open(user, name):
        return False
    return name not in NUMBERED or NUMBERED[name][1](user, number)


POINTED: dict[str, Check] = {
    "document": _document,
    "image": _image,
    "source": _source,
    "page": _page,
}
NUMBERED: dict[str, tuple[str, Check]] = {
    "wagtaildocs_chooser:chosen": ("pk", _document),
    "wagtailimages_chooser:chosen": ("pk", _image),
    "wagtailimages_chooser:select_format": ("image_id", _image),
    "wagtailsnippetchoosers_practices_source:chosen": ("pk", _source),
    "wagtailsnippets_practices_source:edit": ("pk", _source),
    "wagtailsnippets_practices_source:delete": ("pk", _source),
    "wagtailsnippets_practices_source:copy": ("pk", _source),
    "wagtailadmin_choose_page_child": ("parent_page_id", _page),
    "wagtailusers_users:edit": ("pk", _account),
    "wagtailusers_users:delete": ("pk", _account),
}
"""The name of an address, the part of it that is a number, and who may name which thing there."""
