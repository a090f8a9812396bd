"""What search is told about notes and sources."""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from hub.access.audience import PUBLIC
from hub.models import HubDocument
from hub.search_registry import SearchRecord, follow, follow_links
from network.people.models import User
from practices.models import Adoption, PracticeNotePage, PublishedFile, Source, Topic
from practices.notes.fields import NOTE_FIELDS, Kind
from practices.notes.rich_text import plain, plain_blocks


def follow_what_is_read() -> None:
    """What the descriptions below read beside the note or source itself.

    Councils, tags and renamed topics are heard of in `keeping_up`, which has more to do for them.
    """
    notes, sources = PracticeNotePage.objects, Source.objects
    follow(PracticeNotePage, Adoption, lambda keys: notes.filter(adoptions__in=keys))
    follow(
        PracticeNotePage, User, lambda keys: notes.filter(owner__in=keys), only_when_deleted=True
    )
    follow(
        PracticeNotePage, Topic, lambda keys: notes.filter(topics__in=keys), only_when_deleted=True
    )
    follow(Source, Topic, lambda keys: sources.filter(topics__in=keys))
    follow_links(Source, Source.topics.through)


def findable_notes() -> Iterable[PracticeNotePage]:
    """All live notes, with what a Finding needs, in a few queries."""
    notes = PracticeNotePage.objects.live().select_related("council").order_by("pk")
    return notes.prefetch_related("topics", "tags", "adoptions").iterator(chunk_size=500)


def describe_note(note: PracticeNotePage) -> SearchRecord | None:
    """A live note as published; None for a draft, an expired or an unpublished note.

    An instance that carries an unpublished edit is read again, so that words in review stay unseen.
    """
    if note.live and note.has_unpublished_changes:
        note = PracticeNotePage.objects.get(pk=note.pk)
    if not note.live or note.council is None:
        return None
    return SearchRecord(
        kind="note",
        title=note.title,
        url=note.address,
        audience_key=note.audience_key,
        summary=note.summary,
        body=body_text(note),
        council=note.council.slug,
        council_name=note.council.short_name,
        network_id=note.council.network_id,
        topics=tuple(topic.slug for topic in note.topics.all()),
        tags=tuple(sorted(tag.name for tag in note.tags.all())),
        status=note.status,
        date=note.date_of_practice or note.first_published_on,
        review_by=note.review_by,
        ref=note.ref,
        source_url=note.source_url,
        extra={"position": note.position, "by": f"user:{note.owner_id}", "adopted": adopted(note)},
    )


def adopted(note: PracticeNotePage) -> int:
    """How many other councils do it. Those that tried and stopped are told of on its page only."""
    return sum(one.how != Adoption.How.STOPPED for one in note.adoptions.all())


def body_text(note: PracticeNotePage) -> str:
    """Everything the note says below its summary."""
    fields = (one for one in NOTE_FIELDS if one.searched)
    lines = sorted(fields, key=lambda one: one.kind is Kind.RICH)  # a position before the story
    parts = [plain(getattr(note, one.name)) for one in lines]
    return "\n".join(part for part in [*parts, plain_blocks(note.body.raw_data)] if part)


def findable_sources() -> QuerySet[Source]:
    return Source.objects.prefetch_related("topics")


def describe_source(source: Source) -> SearchRecord:
    return SearchRecord(
        kind="source",
        title=source.title,
        url=source.get_absolute_url(),
        audience_key=source.audience_key,
        summary=source.publisher,
        body=source.digest,
        topics=tuple(topic.slug for topic in source.topics.all()),
        status=source.standing(),
        date=source.published,
        ref=source.ref,
        source_url=source.url,
        extra={"publisher": source.publisher, "date_known": source.published_known},
    )


def describe_topic(topic: Topic) -> SearchRecord:
    """A place to go: everybody may know what the network talks about."""
    return SearchRecord(
        kind="topic",
        title=topic.name,
        url=topic.get_absolute_url(),
        audience_key=PUBLIC,
        summary=topic.what_it_is,
        body="\n".join(part for part in (topic.why_hard, topic.synonyms) if part),
        topics=(topic.slug,),
        extra={"signpost": True},
    )


def used_files() -> QuerySet[PublishedFile]:
    """Documents of live notes, each with the note that owns it."""
    return PublishedFile.objects.filter(
        document__owner_type__app_label=PracticeNotePage._meta.app_label,
        document__owner_type__model=PracticeNotePage._meta.model_name,
        document__owner_id=F("note_id"),
        note__live=True,
    )


def describe_file(note_pk: int, document: HubDocument) -> SearchRecord | None:
    """A file as its note's readers may find it; None where the live note does not own and use it."""
    note = PracticeNotePage.objects.live().select_related("council").filter(pk=note_pk).first()
    used = used_files().filter(note=note_pk, document=document)
    if note is None or note.council is None or not used.exists():
        return None
    return SearchRecord(
        kind="file",
        title=document.title,
        url=document.url,
        audience_key=note.audience_key,
        summary=_("A file of the note “%(title)s”") % {"title": note.title},
        council=note.council.slug,
        council_name=note.council.short_name,
        network_id=note.council.network_id,
        topics=tuple(topic.slug for topic in note.topics.all()),
        tags=tuple(sorted(tag.name for tag in note.tags.all())),
        status=note.status,
        date=note.date_of_practice or note.first_published_on,
        extra={"by": f"user:{note.owner_id}", "note": note.address},
    )
