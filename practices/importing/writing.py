"""Writing planned notes: new ones by the batch, renewed ones through Wagtail's own history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from hub.access.audience import Level
from practices.importing.bulk import add_notes
from practices.importing.council_shelf import TagBox, owner_for
from practices.importing.draft import Picture, Refused
from practices.importing.note_values import PictureShelf, differs, note_values, set_values
from practices.importing.plan import Options, Plan
from practices.importing.report import Renewal
from practices.models import NoteTag, PracticeNotePage
from practices.notes.fields import NOTE_FIELDS, Kind, NoteField, in_words
from practices.notes.references import check
from practices.notes.rich_text import plain, plain_blocks
from practices.notes.versions import marked


@dataclass(frozen=True)
class Outcome:
    """`created`, `updated` or `skipped`: the report's counters."""

    kind: str
    note_pk: int | None = None
    renewal: Renewal | None = None


class Writer:
    """Writes plans as the options say; on a dry run it only says what would come of them."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.tags = TagBox()
        self.owners: dict[int, Any] = {}

    def add(self, plans: Sequence[Plan]) -> list[int]:
        """New notes of one council in one transaction, all or none. Returns their ids."""
        if self.options.dry_run:
            return []
        shelf = plans[0].shelf
        slugs = set(shelf.slugs)
        try:
            with transaction.atomic():
                notes = [self.new_note(plan, no_pictures) for plan in plans]
                for note in notes:
                    check(note, self.options.by)
                add_notes(notes, shelf.page, self.options.by)
        except Exception:
            shelf.slugs = slugs
            self.tags.forget()
            raise
        shelf.by_ref |= {note.ref: note.pk for note in notes}
        return [note.pk for note in notes]

    def write(self, plan: Plan) -> Outcome:
        """One note in a transaction of its own. Raises what saving raises; nothing stays then."""
        if plan.note_pk is None and self.options.dry_run:
            return Outcome("created")
        held = PracticeNotePage.objects.filter(pk=plan.note_pk).first() if plan.note_pk else None
        pictures = PictureShelf(plan.shelf.council, self.options.by, held)
        try:
            with transaction.atomic():
                if plan.note_pk is None:
                    return self.add_alone(plan, pictures)
                outcome = self.renew(plan, pictures)
                if self.options.dry_run:
                    transaction.set_rollback(True)
                    pictures.throw_away_files()
                return outcome
        except Exception:
            pictures.throw_away_files()
            self.tags.forget()
            raise

    def add_alone(self, plan: Plan, pictures: PictureShelf) -> Outcome:
        note = self.new_note(plan, pictures.keep)
        add_notes([note], plan.shelf.page, self.options.by)
        pictures.hand_over(note)
        check(note, self.options.by)
        plan.shelf.by_ref[plan.ref] = note.pk
        return Outcome("created", note.pk)

    def new_note(self, plan: Plan, keep_picture: Any) -> PracticeNotePage:
        """An unsaved note with everything that `add_notes` asks for."""
        shelf = plan.shelf
        note = PracticeNotePage(
            ref=plan.ref,
            slug=shelf.free_slug(plan.draft.title),
            council=shelf.council,
            status="",  # how far it has got is for somebody to say
            audience=plan.audience or Level.NETWORK,
            live=self.options.publish,
            owner=self.owner_of(plan),
        )
        note.audience_key = shelf.audience_key(note.audience)
        set_values(note, note_values(plan.draft, keep_picture))
        self.put_relations(note, plan)
        return note

    def put_relations(self, note: PracticeNotePage, plan: Plan) -> None:
        """In memory only, so that revision and search need not ask the database."""
        for relation in get_all_child_relations(note):
            setattr(note, relation.get_accessor_name(), [])
        note.co_authors = []
        note.topics = plan.topics or []
        tags = self.tags.named(plan.draft.tags or [])
        note.tagged_items = [NoteTag(tag=tag) for tag in tags]

    def owner_of(self, plan: Plan) -> Any:
        if self.options.owner:
            return self.options.owner
        council = plan.shelf.council
        if council.pk not in self.owners:
            self.owners[council.pk] = owner_for(council)
        return self.owners[council.pk]

    def renew(self, plan: Plan, pictures: PictureShelf) -> Outcome:
        """A new version of the note, where the file says something else than its newest one."""
        page = PracticeNotePage.objects.get(pk=plan.note_pk)
        note = newest_version(page)
        values = note_values(plan.draft, pictures.keep)
        if plan.audience:
            values["audience"] = plan.audience
        same = not differs(note, values) and self.same_links(note, plan)
        waits = self.options.publish and (not page.live or page.has_unpublished_changes)
        if same and not waits:
            return Outcome("skipped", page.pk)
        refuse_while_held(page)
        before = words_of(note)
        set_values(note, values)
        self.put_links(note, plan)
        renewal = renewal_of(plan, page, before, note)
        if self.options.dry_run:
            return Outcome("updated", page.pk, renewal)
        revision = note.save_revision(user=self.options.by, log_action=True)
        if self.options.publish:
            revision.publish(user=self.options.by, skip_permission_checks=True)
        return Outcome("updated", page.pk, renewal)

    def same_links(self, note: PracticeNotePage, plan: Plan) -> bool:
        """Whether topics and tags are as the file says, where it says anything."""
        topics, tags = plan.topics, plan.draft.tags
        same_topics = topics is None or {t.pk for t in topics} == {t.pk for t in note.topics.all()}
        held = {tag.name.casefold() for tag in note.tags.all()}
        return same_topics and (tags is None or {tag.casefold() for tag in tags} == held)

    def put_links(self, note: PracticeNotePage, plan: Plan) -> None:
        if plan.topics is not None:
            note.topics.set(plan.topics)
        if plan.draft.tags is not None:
            note.tags.set(self.tags.named(plan.draft.tags))


# What a renewal changes, for the person who has to say whether it should.

FIELDS_SHOWN = [one for one in NOTE_FIELDS if one.kind not in (Kind.SOURCES, Kind.FILES)]


def words_of(note: PracticeNotePage) -> dict[str, str]:
    """The words of each field that a file may speak of."""
    return {one.name: field_words(note, one) for one in FIELDS_SHOWN}


def field_words(note: PracticeNotePage, one: NoteField) -> str:
    if one.kind is Kind.RICH:
        return plain(getattr(note, one.name))
    if one.kind is Kind.BLOCKS:
        return plain_blocks(getattr(note, one.name).raw_data)
    if one.kind in (Kind.SET, Kind.NAMES):
        return ", ".join(sorted(map(str, getattr(note, one.name).all())))
    return in_words(note, one)


def renewal_of(
    plan: Plan, page: PracticeNotePage, before: dict[str, str], note: PracticeNotePage
) -> Renewal:
    after = words_of(note)
    changes = (
        (str(one.label), marked(before[one.name], after[one.name]))
        for one in FIELDS_SHOWN
        if before[one.name] != after[one.name]
    )
    return Renewal(
        plan.draft.file, before["title"], note.title, page.address, page.live, plan.by_name,
        tuple(changes),
    )  # fmt: skip


def newest_version(page: PracticeNotePage) -> PracticeNotePage:
    """The page as it stands, or the edit of it that is not published yet."""
    if page.live and not page.has_unpublished_changes:
        return page
    return page.get_latest_revision_as_object()


def refuse_while_held(page: PracticeNotePage) -> None:
    """Raises Refused while an editor has locked the note or is checking it."""
    if page.locked:
        raise Refused(_("The note with this ref is locked by an editor, so it was not changed."))
    if page.workflow_in_progress:
        raise Refused(
            _("The note with this ref is being checked by an editor, so it was not changed.")
        )


def no_pictures(picture: Picture) -> int:
    raise Refused(_("A note with pictures is written alone."))
