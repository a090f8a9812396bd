"""A practice note: what a council does, under that council's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import Tag, TaggedItemBase
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from hub.access.audience import NOBODY, Level, key_for
from hub.one_line import in_one_line
from hub.search_registry import changed, was_read
from hub.ui.blocks import TEXT_FEATURES, BodyBlock
from network.councils.models import Council
from practices.notes import panels, references
from practices.notes.addresses import keep_address_free
from practices.notes.page import may_read, note_context, printed
from practices.notes.querysets import PracticeNoteManager
from practices.permissions import can_edit
from practices.sources.models import Source
from practices.topics.models import Topic


class Status(models.TextChoices):
    IDEA = "idea", _("Idea")
    TRIAL = "trial", _("Trial")
    EMBEDDED = "embedded", _("Embedded")
    STOPPED = "stopped", _("Stopped")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NoteTag(TaggedItemBase):
    content_object = ParentalKey(
        "practices.PracticeNotePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class PracticeNotePage(Page):
    """What we did, why, and what came of it: the network's own template."""

    summary = models.TextField(_("in one or two sentences"), max_length=400, blank=True)
    what_we_did = RichTextField(_("what we did"), features=TEXT_FEATURES, blank=True)
    why = RichTextField(_("why"), features=TEXT_FEATURES, blank=True)
    what_came_of_it = RichTextField(_("what came of it"), features=TEXT_FEATURES, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    topics = ParentalManyToManyField(Topic, blank=True, related_name="notes")
    tags = ClusterTaggableManager(through=NoteTag, blank=True)
    # Empty in notes that came from files which do not say it; the form asks for it.
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.EMBEDDED, blank=True
    )
    date_of_practice = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    position = models.TextField(
        _("our position"), max_length=400, blank=True, help_text=_("Shown as this council's alone.")
    )
    position_date = models.DateField(null=True, blank=True)
    contact_role = models.CharField(
        _("whom to ask"), max_length=120, blank=True, help_text=_("A role, not a person.")
    )
    cost = models.CharField(
        _("what it cost or saved"), max_length=200, blank=True, help_text=_("Money a year.")
    )
    co_authors = ParentalManyToManyField(Council, blank=True, related_name="co_authored_notes")
    audience = models.CharField(max_length=10, choices=Level.choices, default=Level.NETWORK)
    ref = models.CharField(max_length=200, blank=True, db_index=True)
    source_url = models.URLField(max_length=600, blank=True)

    council = models.ForeignKey(
        Council, null=True, editable=False, on_delete=models.PROTECT, related_name="notes"
    )
    audience_key = models.CharField(max_length=60, default=NOBODY, db_index=True, editable=False)

    is_as_published = (
        False  # True on an object that holds the live words, as the note's page reads it
    )

    objects = PracticeNoteManager()

    parent_page_types = ["councils.CouncilPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "practices/note.html"
    edit_handler = panels.edit_handler

    class Meta:
        verbose_name = _("practice note")
        indexes = [  # counts by reader and council read this alone, not the notes with their texts
            models.Index(fields=["audience_key", "council"], name="note_by_reader_and_council"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Council and audience key follow from where the note stands and what it says."""
        self.council = self.council_above() or self.council
        self.audience_key = key_for(
            self.audience,
            network_id=self.council.network_id if self.council else None,
            council_id=self.council.pk if self.council else None,
        )
        saved = super().save(*args, **kwargs)
        if self.live:
            changed(self)  # here, and not on post_save, topics and tags are written
        return saved

    def get_admin_display_title(self) -> str:
        """The name in the CMS's lists and choosers: of a published note, the published one.

        Wagtail shows the newest title, which only the note's council may read until it is sent.
        """
        return self.title if self.live else super().get_admin_display_title()

    def save_revision(self, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Raises MayNotPoint when it points at what `user` may not read; takes new files in."""
        references.check(self, user)
        # a draft's title is kept in the version alone, where no signal puts it on one line
        self.title = in_one_line(self.title)  # type: ignore[has-type]  # the field is Wagtail's
        revision = super().save_revision(user, *args, **kwargs)
        references.take_in(self, user)
        return revision

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Asks again what the version points at, in the name of whoever wrote it."""
        references.check(revision.as_object(), revision.user)
        with transaction.atomic():
            keep_address_free(self, revision)
            return super().publish(revision, *args, **kwargs)

    def council_above(self) -> Council | None:
        """The council of the page it stands under; None while it has no place yet."""
        parent = self.get_parent() if self.depth else None
        page = getattr(parent, "specific", None)
        return getattr(page, "council", None)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        """The page for those who may read it; for everybody else there is no such page."""
        if not self.is_visible_to(request.user):
            raise Http404
        if request.user.pk is None or request.user.pk != self.owner_id:
            was_read(self)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = {"page": self, "self": self, "request": request} | note_context(self, request)
        return context | printed(self) if "print" in request.GET else context

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "practices/note_print.html" if "print" in request.GET else self.template

    def is_visible_to(self, user: Any) -> bool:
        """Whether `visible_to(user)` holds this note, without asking the database."""
        return may_read(self, user)

    def may_be_pointed_at_by(self, user: Any) -> bool:
        """Its readers, and the people of its council while it is a draft."""
        at_home = user.is_authenticated and user.council_id == self.council_id is not None
        return self.is_visible_to(user) or (at_home and can_edit(user, self))

    @property
    def address(self) -> str:
        """Its path on the hub, worked out without a query (the hub has one site)."""
        return "/" + self.url_path.split("/", 2)[2]

    @property
    def first_published_on(self) -> date | None:
        return timezone.localdate(self.first_published_at) if self.first_published_at else None

    def is_past_review(self, today: date | None = None) -> bool:
        return self.review_by is not None and self.review_by <= (today or timezone.localdate())


class NoteAttachment(Orderable):
    """A file that goes with a note and obeys its audience."""

    note = ParentalKey(PracticeNotePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    about = models.CharField(max_length=200, blank=True)


class NoteReference(Orderable):
    """A source the note rests on; its number is its place in the list."""

    note = ParentalKey(PracticeNotePage, on_delete=models.CASCADE, related_name="references")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="cited_by")
    detail = models.CharField(max_length=200, blank=True, help_text=_("Page or paragraph."))


# Which files the published version of a note uses.


class PublishedFile(models.Model):
    """One document or one picture in a published note; `practices.notes.files` keeps these rows."""

    note = models.ForeignKey(PracticeNotePage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="published_in",
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="published_in",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) ^ models.Q(image__isnull=True),
                name="a_document_or_an_image",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document or self.image} in {self.note}"


# Tags that became one.


class TagMerge(models.Model):
    """The old tag stays as a row on nothing, so that its address and its name lead to the new one.

    `into` is always a tag that is in use: merging that one later moves all that lead to it.
    """

    old = models.OneToOneField(Tag, on_delete=models.CASCADE, related_name="merged")
    into = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="merged_here")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.old} → {self.into}"


# A member's own feed address, and what she has been reminded of.


class FeedToken(models.Model):
    """The secret part of a member's feed addresses. Only its digest is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_token"
    )
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Feed address of {self.user}"


class ReviewReminder(models.Model):
    """The owner of a note was told once that this review date has come."""

    note = models.ForeignKey(
        PracticeNotePage, on_delete=models.CASCADE, related_name="review_reminders"
    )
    review_by = models.DateField()
    sent = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "review_by"], name="one_reminder_a_review_date")
        ]

    def __str__(self) -> str:
        return f"{self.note}: {self.review_by}"
