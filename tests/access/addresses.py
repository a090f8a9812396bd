"""Every address of the site and of the CMS, with the numbers of real things in each part.

A new address with a part that no line of KINDS names fails the walk: say here which things'
numbers stand in it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
FEW = 5
"""So many numbers of one kind are tried in one part, spread over all there are."""

KINDS: tuple[tuple[str, str, str], ...] = (
    # (what the address looks like, the part's name, kind of thing)
    (r"", "page_id|parent_page_id|page_to_move_id|page_pk|object_id", "page"),
    (r"", "destination_id", "shelf"),
    (r"", "document_id|doc_id", "document"),
    (r"", "image_id", "image"),
    (r"", "revision_id", "revision"),
    (r"", "task_state_id", "task_state"),
    (r"", "task_id", "task"),
    (r"", "workflow_state_id", "workflow_state"),
    (r"", "workflow_pk", "workflow"),
    (r"", "collection_id", "collection"),
    (r"", "redirect_id|uploaded_file_id|session_id|restriction_id|page_view_restriction_id", "one"),
    (r"^admin/(api/main/pages|pages/)", "pk", "page"),
    (r"^admin/(api/main/)?documents/|^documents/|^to/document", "pk", "document"),
    (r"^admin/(api/main/)?images/", "pk", "image"),
    (r"^admin/collections/", "pk", "collection"),
    (r"^admin/workflows/tasks/", "pk", "task"),
    (r"^admin/workflows/", "pk", "workflow"),
    (r"^admin/users/|^people/<int:pk>/", "pk", "user"),
    (r"^admin/groups/", "pk", "auth_group"),
    (r"^admin/(sites|settings)/", "pk", "one"),
    (r"^admin/snippets/(choose/)?practices/source/", "pk", "source"),
    (r"^admin/snippets/(choose/)?practices/topic/", "pk", "topic"),
    (r"^admin/snippets/(choose/)?search/term/", "pk", "term"),
    (r"^admin/snippets/(choose/)?escalations/barrier/", "pk", "barrier"),
    (r"^jobs/aside/", "pk", "put_aside"),
    (r"^mail/", "pk", "message"),
    (r"^people/invitations/", "pk", "invitation"),
    (r"^meetings/groups/", "pk", "group"),
    (r"^meetings/series/", "pk", "series"),
    (r"^meetings/change/", "pk", "host_change"),
    (r"^meetings/", "pk", "meeting"),
    (r"^raised/patterns/", "pk", "barrier"),
    (r"^raised/", "pk", "issue"),
    (r"^raised/", "evidence", "evidence"),
    (r"^meetings/", "paper", "paper"),
    (r"^post/", "document", "document"),
    (r"^councils/.*history/", "pk", "revision"),
    (r"^(practices|to/page|post|moderation)", "pk", "note"),
    (r"^questions/", "pk", "question"),
    (r"^questions/", "answer", "answer"),
    (r"^search/saved/", "pk", "saved"),
    (r"^councils/compare/", "slug", "council_slug"),
    (r"^councils/", "council", "council_slug"),
    (r"^councils/", "slug", "note_slug"),
    (r"^feeds/councils/|^meetings/series/", "slug", "council_slug"),
    (r"topics/", "slug", "topic_slug"),
    (r"tags/", "slug", "tag_slug"),
    (r"^sources/", "ref", "ref"),
    (r"^documents/", "filename", "file_name"),
    (r"^media/", "path", "media_path"),
    (r"", "app_label|content_type_app_name|app_name", "app"),
    (r"", "model_name|content_type_model_name", "model"),
    (r"", "action", "bulk_action"),
    (r"", "action_name", "workflow_action"),
    (r"", "verb", "verb"),
    (r"", "ending", "ending"),
    (r"", "filter_spec", "filter"),
    (r"", "batch", "batch"),
    (r"", "token|secret|key|uidb64|word", "token"),
    (r"", "which", "which"),
    (r"", "provider_id", "provider"),
)
WORDS: dict[str, list[Any]] = {
    "one": [1],
    "app": ["practices"],
    "model": ["practicenotepage", "source"],
    "bulk_action": ["delete", "move", "publish"],
    "workflow_action": ["approve", "reject"],
    "verb": ["sign", "withdraw", "ask", "close", "check", "take", "send_up", "merge"],
    "ending": ["csv", "xlsx", "docx", "pdf"],
    "filter": ["max-80x80"],
    "batch": ["8d8ac610-566d-4ef0-9c22-186b2a5ed793"],
    "token": ["nobody-has-this"],
    "which": ["mine", "all"],
    "provider": ["council"],
}
MODELS = {
    "document": "hub.HubDocument", "user": "people.User", "auth_group": "auth.Group",
    "collection": "wagtailcore.Collection", "source": "practices.Source",
    "topic": "practices.Topic", "term": "search.Term", "barrier": "escalations.Barrier",
    "put_aside": "jobs.PutAside", "message": "mail.Message", "invitation": "people.Invitation", "group": "meetings.Group",
    "series": "meetings.Series", "host_change": "meetings.HostChange",
    "meeting": "meetings.Meeting", "issue": "escalations.Issue",
    "evidence": "escalations.Evidence", "paper": "meetings.Attachment", "question": "practices.Question",
    "answer": "practices.QuestionAnswer", "saved": "search.SavedSearch",
    "note": "practices.PracticeNotePage", "shelf": "councils.CouncilPage",
}  # fmt: skip
TEXTS = {
    "council_slug": ("councils.Council", "slug"), "topic_slug": ("practices.Topic", "slug"),
    "tag_slug": ("taggit.Tag", "slug"), "ref": ("practices.Source", "ref"),
    "note_slug": ("practices.PracticeNotePage", "slug"),
    "file_name": ("hub.HubDocument", "file"), "media_path": ("hub.HubImage", "file"),
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One address; `pattern` is what all addresses of its kind have in common."""

    pattern: str
    path: str


def numbers(few: int = FEW) -> dict[str, list[Any]]:
    """Numbers, and other parts of addresses, of things in the database, by kind."""
    found = {kind: list(values) for kind, values in WORDS.items()}
    for kind, name in MODELS.items():
        rows = apps.get_model(name)._default_manager.order_by("pk").values_list("pk", flat=True)
        found[kind] = spread(list(rows), few)
    for kind, (name, field) in TEXTS.items():
        rows = apps.get_model(name)._default_manager.order_by("pk").values_list(field, flat=True)
        found[kind] = spread([text for text in rows if text], few)
    found["file_name"] = [str(name).rpartition("/")[2] for name in found["file_name"]]
    wagtail = {"page": Page, "revision": Revision, "task": Task, "task_state": TaskState,
               "workflow": Workflow, "workflow_state": WorkflowState, "image": get_image_model()}  # fmt: skip
    for kind, model in wagtail.items():
        rows = model.objects.order_by("pk").values_list("pk", flat=True)
        found[kind] = spread(list(rows), few)
    found["page"] = [1, *found["note"], *found["shelf"][:1]]
    return found


def spread(values: list[Any], few: int) -> list[Any]:
    """The first, the last, and some between, in equal steps; one that is not there, for none."""
    if len(values) <= few:
        return values or [1]
    return [values[round(n * (len(values) - 1) / (few - 1))] for n in range(few)]


def every_address(known: dict[str, list[Any]]) -> Iterator[Address]:
    """From the URL resolver: nothing is left out but what is asked for by name in the walk."""
    for pattern in sorted(set(patterns(get_resolver()))):
        yield from filled(pattern, known)


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        shape = before + shape_of(one)
        if isinstance(one, URLResolver):
            yield from patterns(one, shape)
        else:
            yield shape


def shape_of(one: URLPattern | URLResolver) -> str:
    """The pattern as a route; those written as regular expressions are few and turned by hand."""
    text = str(one.pattern)
    if not isinstance(one.pattern, RegexPattern):
        return text
    turned = text.removeprefix("^").removesuffix("$").replace("\\.", ".")
    turned = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", turned)
    return BY_HAND.get(turned, turned)


BY_HAND = {
    r"(\d+)/revisions/compare/(live|earliest|\d+)...(live|latest|\d+)/":
        "<int:page_id>/revisions/compare/earliest...<int:revision_id>/",
    r"(\d+)/(.*)": "<int:document_id>/<str:filename>",
    r"((?:[\w\-]+/)*)": "councils/<slug:council>/",
    ".*/": "nothing-here/",
}  # fmt: skip


def filled(pattern: str, known: dict[str, list[Any]]) -> Iterator[Address]:
    parts = [match["name"] for match in PART.finditer(pattern)]
    values = [known[kind_of(pattern, part)] for part in parts]
    for chosen in itertools.product(*values):
        left = iter(chosen)
        yield Address(pattern, "/" + PART.sub(lambda _: str(next(left)), pattern))  # noqa: B023


def kind_of(pattern: str, part: str) -> str:
    """Raises LookupError with a sentence for a part that nobody described."""
    for shape, name, kind in KINDS:
        if re.fullmatch(name, part) and re.search(shape, pattern):
            return kind
    raise LookupError(f"Say in {__name__}.KINDS what stands at <{part}> in {pattern}")
