"""Each file that is there gets its one owner, and the audience of that owner alone.

An issue comes first, then a meeting, then a note: the first (by number) note of the council on
whose shelf the file lies, or of the council of whoever put it up, that has it in its published
version or in its newest draft. Pointing at the file of another council made nobody its owner, so
such a note gets none. What nothing owns keeps the key of nobody: read by whoever put it up and by
those who may choose it on the editors' side.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import migrations

from practices.notes.references import NOBODY, Pointed, pointed_at

TEXTS = ("what_we_did", "why", "what_came_of_it")


def give_owners(apps: Any, schema_editor: Any) -> None:
    forget_keys(apps)
    owners_by_row(apps, "escalations", "Evidence", "Issue", "issue")
    owners_by_row(apps, "meetings", "Attachment", "Meeting", "meeting")
    for note, published, drafted in notes_with_files(apps):
        own_files(apps, note, published, drafted)


def forget_keys(apps: Any) -> None:
    for model in ("HubDocument", "HubImage"):
        files = apps.get_model("hub", model).objects
        files.update(audience_key=NOBODY, owner_type=None, owner_id=None)


def kind_of(apps: Any, app: str, model: str) -> Any:
    kinds = apps.get_model("contenttypes", "ContentType").objects
    return kinds.get_or_create(app_label=app, model=model.lower())[0]


def owners_by_row(apps: Any, app: str, row: str, owner: str, name: str) -> None:
    rows = apps.get_model(app, row).objects.filter(document__isnull=False).order_by("pk")
    documents, kind = apps.get_model("hub", "HubDocument").objects, kind_of(apps, app, owner)
    for one in rows.select_related(name):
        thing = getattr(one, name)
        draft = app == "meetings" and thing.status == "draft"
        documents.filter(pk=one.document_id, owner_id__isnull=True).update(
            owner_type=kind, owner_id=thing.pk, audience_key=NOBODY if draft else thing.audience_key
        )


def notes_with_files(apps: Any) -> Iterator[tuple[Any, Pointed, Pointed]]:
    """Each note with files, what its published version has of them, and what its newest draft."""
    notes = apps.get_model("practices", "PracticeNotePage").objects.order_by("pk")
    files = apps.get_model("practices", "PublishedFile").objects
    for note in notes.select_related("council", "latest_revision").iterator(chunk_size=200):
        rows = list(files.filter(note=note).values_list("document_id", "image_id"))
        published = Pointed(
            frozenset(document for document, _ in rows if document),
            frozenset(image for _, image in rows if image),
        )
        drafted = in_draft(note.latest_revision.content if note.latest_revision else {})
        if published.documents or published.images or drafted.documents or drafted.images:
            yield note, published, drafted


def in_draft(content: dict[str, Any]) -> Pointed:
    body = content.get("body") or "[]"
    blocks = json.loads(body) if isinstance(body, str) else body
    found = pointed_at([*(content.get(name) or "" for name in TEXTS), blocks])
    rows = content.get("attachments") or []
    attached = frozenset(row["document"] for row in rows if row.get("document"))
    return found._replace(documents=found.documents | attached)


def own_files(apps: Any, note: Any, published: Pointed, drafted: Pointed) -> None:
    kind = kind_of(apps, "practices", "PracticeNotePage")
    for model, open_ones, others in (
        ("HubDocument", published.documents, drafted.documents),
        ("HubImage", published.images, drafted.images),
    ):
        files = apps.get_model("hub", model).objects.select_related("collection")
        for file in files.filter(pk__in=open_ones | others, owner_id__isnull=True):
            if not is_of_the_council(file, note):
                continue
            file.owner_type, file.owner_id = kind, note.pk
            is_open = note.live and file.pk in open_ones
            file.audience_key = note.audience_key if is_open else NOBODY
            file.save(update_fields=["owner_type", "owner_id", "audience_key"])


def is_of_the_council(file: Any, note: Any) -> bool:
    if note.council is None:
        return False
    by = file.uploaded_by_user
    at_home = by is not None and by.council_id == note.council_id
    return file.collection.name == note.council.short_name or at_home or (
        by is not None and by.pk == note.owner_id
    )


def take_back(apps: Any, schema_editor: Any) -> None:
    """Owners go with their columns; the keys stay as they are."""


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0008_adoptions"),
        ("hub", "0004_files_have_owners"),
        ("meetings", "0001_first"),
        ("escalations", "0003_first_barriers"),
        ("people", "0002_invitations"),
    ]

    operations = [migrations.RunPython(give_owners, take_back)]
