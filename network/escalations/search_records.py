"""Issues as search sees them. A council that asked not to be named is "a council" there too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.access.files import File, register_files
from hub.models import HubDocument
from hub.search_registry import SearchRecord, follow, register
from network.councils.models import Council
from network.escalations.anonymise import Veil
from network.escalations.models import Answer, Barrier, Evidence, Issue, Level, Signature
from network.escalations.states import LABELS, State
from network.people.models import User

KIND = "issue"


def register_findings() -> None:
    """Names of councils, and of those who raised and signed it, matter: the veil takes them out."""
    register(
        Issue,
        kind=KIND,
        label=gettext_lazy("Issue raised with ADASS"),
        describe=describe,
        everything=everything,
    )
    issues = Issue.objects
    follow(Issue, Answer, lambda keys: issues.filter(answers__in=keys))
    follow(Issue, Signature, lambda keys: issues.filter(signatures__in=keys))
    follow(Issue, Barrier, lambda keys: issues.filter(barrier__in=keys))
    follow(Issue, Council, issues_of_councils)
    follow(Issue, User, issues_of_people)
    register_files(
        "issue",
        Issue,
        by="issue",
        uses=used_files,
        describe=describe_file,
        key=key_of_file,
        may_read=may_read_file,
        address=address_of_file,
    )


def everything() -> QuerySet[Issue]:
    return Issue.objects.sent().select_related("network", "council", "barrier", "raised_by")


def issues_of_councils(keys: Collection[int]) -> QuerySet[Issue]:
    """Issues that a council raised or signed."""
    return Issue.objects.filter(Q(council__in=keys) | Q(signatures__council__in=keys))


def issues_of_people(keys: Collection[int]) -> QuerySet[Issue]:
    """Issues with a council that is not named, which somebody raised or signed."""
    unnamed = Issue.objects.filter(Q(name_withheld=True) | Q(signatures__name_withheld=True))
    return unnamed.filter(Q(raised_by__in=keys) | Q(signatures__signed_by__in=keys))


def describe(issue: Issue) -> SearchRecord | None:
    """None for drafts and for issues that joined another."""
    if issue.is_draft or issue.merged_into_id:
        return None
    veil = Veil(issue, None)
    answers = issue.answers.filter(published_at__isnull=False)
    body = [issue.what_happens, issue.who_affected, issue.what_tried]
    body += [
        text for one in answers for text in (one.in_plain_words, one.reasons, one.not_yet_because)
    ]
    return SearchRecord(
        kind=KIND,
        title=veil.text(issue.title),
        url=issue.get_absolute_url(),
        audience_key=issue.audience_key,
        summary=veil.text(issue.what_we_ask)[:400],
        body=veil.text("\n".join(text for text in body if text)),
        council=veil.slug(issue.council),
        council_name=veil.council(issue.council),
        network_id=issue.network_id,
        topics=(issue.topic,) if issue.topic else (),
        tags=(issue.barrier.name,) if issue.barrier else (),
        status=_(LABELS[State(issue.state)]),
        date=timezone.localdate(issue.sent_at) if issue.sent_at else None,
        ref=f"issue-{issue.pk}",
    )


def used_files() -> QuerySet[Evidence]:
    """Files of issues that were sent and that the whole network may read.

    Those of confidential issues are left out: their being read is written down, and a line in a
    list of results would be reading.
    """
    open_ones = Evidence.objects.filter(document__isnull=False, issue__level=Level.NETWORK)
    return open_ones.exclude(issue__state=State.DRAFT)


def describe_file(issue_pk: int, document: HubDocument) -> SearchRecord | None:
    """A file as the issue's readers may find it.

    None when any council asked not to be named: its name may stand in the file, and a file cannot
    be read through the veil.
    """
    piece = used_files().filter(issue=issue_pk, document=document).select_related("issue").first()
    if piece is None or some_name_is_withheld(piece.issue):
        return None
    whole = describe(piece.issue)
    if whole is None:
        return None
    return replace(
        whole,
        kind="file",
        title=piece.title or document.title,
        url=reverse("escalations:file", args=[issue_pk, piece.pk]),
        summary=_("A file of the issue “%(title)s”") % {"title": whole.title},
        body="",
        ref="",
    )


def key_of_file(issue: Issue, file: File) -> str:
    return issue.audience_key


def may_read_file(reader: Any, issue: Issue, file: File) -> bool:
    return Issue.objects.visible_to(reader).filter(pk=issue.pk).exists()


def address_of_file(document: HubDocument) -> str:
    """On the issue: there the reading is written down and names are kept back."""
    piece = Evidence.objects.filter(document=document, issue=document.owner_id).first()
    where = [document.owner_id, piece.pk if piece else 0]
    return reverse("escalations:file", args=where)


def some_name_is_withheld(issue: Issue) -> bool:
    """Now or before: a council that took its unnamed signature back stays unnamed."""
    return issue.name_withheld or issue.signatures.filter(name_withheld=True).exists()
