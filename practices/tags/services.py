"""Making one tag of two, and where a merged tag leads."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from taggit.models import Tag

from hub.access.roles import may_anywhere, networks_where
from practices.models import NoteTag, PracticeNotePage, TagMerge
from practices.notes.signals import describe_again


def merges_tags(user: Any) -> bool:
    """Chairs, editors and administrators."""
    return may_anywhere(user, "merge_tags")


def merged_by(user: Any) -> set[int]:
    """The networks on whose notes this person may merge tags."""
    return networks_where(user, "merge_tags")


def current(tag: Tag) -> Tag:
    """The tag that stands for this one now."""
    merge = TagMerge.objects.filter(old=tag).select_related("into").first()
    return merge.into if merge else tag


def current_names(names: Iterable[str]) -> list[str]:
    """Names of tags with merged ones replaced, whatever case they are typed in, each once."""
    names = list(names)
    folded = {name.lower() for name in names}
    merges = TagMerge.objects.annotate(folded=Lower("old__name")).filter(folded__in=folded)
    leads = dict(merges.values_list("folded", "into__name")) if folded else {}
    return list(dict.fromkeys(leads.get(name.lower(), name) for name in names))


@transaction.atomic
def merge(old: Tag, into: Tag, by: Any) -> int:
    """Put `into` on the notes of this person's networks that have `old`. Returns how many.
    `by` None is the hub itself: all networks.

    Once no other network has `old`, it leads on to `into`; drafts and what is written later
    follow when they are saved (`tag_of_note_saved`). Until then it stays the others' tag.
    """
    into = current(into)
    if into == old:
        raise ValueError("A tag cannot be merged into itself.")
    mine = NoteTag.objects.filter(tag=old)
    if by is not None:
        mine = mine.filter(content_object__council__network__in=merged_by(by))
    notes = set(mine.values_list("content_object_id", flat=True))
    have = NoteTag.objects.filter(tag=into, content_object_id__in=notes)
    double = set(have.values_list("content_object_id", flat=True))
    NoteTag.objects.filter(tag=old, content_object_id__in=double).delete()
    NoteTag.objects.filter(tag=old, content_object_id__in=notes).update(tag=into)
    if not NoteTag.objects.filter(tag=old).exists():
        TagMerge.objects.filter(into=old).update(into=into)
        TagMerge.objects.update_or_create(old=old, defaults={"into": into, "by": by})
        TagMerge.objects.filter(old=into).delete()
    describe_again(PracticeNotePage.objects.filter(pk__in=notes))
    return len(notes)


def tag_of_note_saved(instance: NoteTag, **kwargs: Any) -> None:
    """A draft from before a merge, or a form that knows nothing of it, put the old tag on a note."""
    into = current(instance.tag)
    if into == instance.tag:
        return
    held = NoteTag.objects.filter(content_object_id=instance.content_object_id, tag=into)
    if held.exists():
        NoteTag.objects.filter(pk=instance.pk).delete()
    else:
        NoteTag.objects.filter(pk=instance.pk).update(tag=into)
