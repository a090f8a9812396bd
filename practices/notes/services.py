"""What changes a note. Each function is one transaction."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.roles import networks_where
from hub.jobs.items import one_by_one
from hub.mail import outbox
from hub.search_registry import changed
from hub.waiting import Ask
from network.people.models import Membership
from practices.models import PracticeNotePage, ReviewReminder


@transaction.atomic
def publish_note(note: PracticeNotePage, by: Any) -> PracticeNotePage:
    """Make the note as it is in hand the version that readers see, as a revision by `by`.

    `note` must be in the tree already. Whether `by` may publish is the caller's question.
    Returns the note as published, read afresh.
    """
    note.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return PracticeNotePage.objects.get(pk=note.pk)


# Notes whose review date has come: whose they are, saying that they are still right, reminding.

JOB = "remind of reviews"
NEXT_REVIEW = timedelta(days=365)
SOON = timedelta(days=14)


def due_for(user: Any) -> Any:
    """Notes past review that this person owns; for a chair all of her network that she may see.

    A withdrawn note needs no review.
    """
    mine = Q(owner=user)
    mine |= Q(council__network__in=networks_where(user, "review_all_notes"))
    due = PracticeNotePage.objects.visible_to(user).due_for_review().exclude(status="withdrawn")
    return due.filter(mine).select_related("council", "owner").order_by("review_by", "pk")


def asks_for(user: Any) -> Iterator[Ask]:
    """What the home page asks of an owner, from two weeks before the day."""
    soon = timezone.localdate() + SOON
    notes = PracticeNotePage.objects.visible_to(user).due_for_review(soon).filter(owner=user)
    notes = notes.select_related("council__network")
    for note in notes.exclude(status="withdrawn").order_by("review_by")[:6]:
        yield Ask(
            title=_("Is “%(title)s” still right?") % {"title": note.title},
            why=_("You own this note. Say that it is still right, or change it."),
            url=reverse("practices:due"),
            due=note.review_by,
            network=user.which_network(note.council.network if note.council else None),
        )


@transaction.atomic
def still_right(note: PracticeNotePage, by: Any, today: date | None = None) -> date:
    """The owner, or somebody who may edit, stands by the note for another year.

    It becomes a published version of its own. While an edit waits for the editors only the
    published note's date moves, so that the words in review stay where they are.
    """
    note = PracticeNotePage.objects.get(pk=note.pk)
    note.review_by = (today or timezone.localdate()) + NEXT_REVIEW
    if note.has_unpublished_changes:
        PracticeNotePage.objects.filter(pk=note.pk).update(review_by=note.review_by)
        changed(note)
    else:
        publish_note(note, by)
    return note.review_by


def remind_owners(today: date | None = None) -> int:
    """One message to the owner of each note whose date has come, once a note and date."""
    day = today or timezone.localdate()
    told = Q(review_reminders__review_by=F("review_by"))
    due = PracticeNotePage.objects.live().due_for_review(day).exclude(status="withdrawn")
    due = due.exclude(pk__in=PracticeNotePage.objects.filter(told).values("pk"))
    members = Membership.objects.in_force().filter(network=OuterRef("council__network"))
    notes = due.filter(Exists(members.filter(user=OuterRef("owner")))).select_related("owner")
    return one_by_one(JOB, notes.distinct(), remind, what=lambda note: f"note {note.pk}")


@transaction.atomic
def remind(note: PracticeNotePage) -> bool:
    """The row comes first: two runs at once write one message."""
    assert note.review_by is not None  # the note is due
    _row, fresh = ReviewReminder.objects.get_or_create(note=note, review_by=note.review_by)
    if fresh and note.is_visible_to(note.owner):
        outbox.post(
            [note.owner.email],
            _("Is your note still right? %(title)s") % {"title": note.title},
            "emails/review_due",
            {"note": note, "name": note.owner.get_short_name(), "path": reverse("practices:due")},
        )
    return fresh
