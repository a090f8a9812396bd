"""Pictures that came inside a file: keeping them with the council's own files."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from html import escape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.blocks import StreamValue
from wagtail.models import Collection

from hub.access.files import give
from hub.models import HubImage
from network.councils.models import Council
from practices.importing.draft import Draft, Figure, Part, Picture, Table, Text, shortened
from practices.importing.section_names import TITLE_LENGTH
from practices.models import PracticeNotePage
from practices.notes.files import record_files


def council_collection(council: Council) -> Collection:
    """The council's own shelf of files, made on first use."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=council.short_name).first()
    return found or root.add_child(name=council.short_name)


class PictureShelf:
    """Keeps pictures for one note; remembers the files, in case the note is not kept after all.

    A picture belongs to one note: two notes that show the same one have a copy each.
    """

    def __init__(self, council: Council, by: Any, note: PracticeNotePage | None = None) -> None:
        self.council, self.by, self.note = council, by, note
        self.written: list[HubImage] = []

    def keep(self, picture: Picture) -> int:
        """The id of the image; a picture that the note has already is used again."""
        digest = hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()
        there = self.had(digest)
        if there:
            return there.pk
        image = HubImage(
            title=(picture.alt or picture.name)[:255],
            collection=council_collection(self.council),
            uploaded_by_user=self.by,
            file_hash=digest,
        )
        image.file = ContentFile(picture.content, name=picture.name)
        image._set_image_file_metadata()
        image.save()
        self.written.append(image)
        if self.note is not None:
            give(self.note, [image])
        return image.pk

    def had(self, digest: str) -> HubImage | None:
        for image in self.written:
            if image.file_hash == digest:
                return image
        if self.note is None:
            return None
        kind = ContentType.objects.get_for_model(type(self.note))
        own = HubImage.objects.filter(owner_type=kind, owner_id=self.note.pk)
        return own.filter(file_hash=digest).first()

    def hand_over(self, note: PracticeNotePage) -> None:
        """The pictures belong to this note, which has just been made."""
        give(note, self.written)
        if note.live and self.written:
            record_files(note)

    def throw_away_files(self) -> None:
        """After a failed note, whose rows the database has already taken back."""
        for image in self.written:
            image.file.storage.delete(image.file.name)


# A draft as the fields of a note.

SUMMARY_LENGTH = 400
BLOCK_IDS = uuid.UUID("6f0f6d3e-6c39-4c0a-9c86-0a4bb1f4a7d1")
KeepPicture = Callable[[Picture], int]


def note_values(draft: Draft, keep_picture: KeepPicture) -> dict[str, Any]:
    """Values of a note's own fields. What the file does not speak of is not among them.

    A title or summary that is too long is cut for its field and stands whole on top of the body.
    """
    values: dict[str, Any] = {
        "title": shortened(draft.title, TITLE_LENGTH),
        "summary": shortened(draft.summary, SUMMARY_LENGTH),
        "what_we_did": draft.what_we_did,
        "why": draft.why,
        "what_came_of_it": draft.what_came_of_it,
        "body": body_blocks(whole_parts(draft), keep_picture),
    }
    said = {"source_url": draft.source_url, "status": draft.status}
    return values | draft.facts | {name: value for name, value in said.items() if value}


def whole_parts(draft: Draft) -> list[Part]:
    cut = [
        Text(f"<p>{escape(words, quote=False)}</p>")
        for words, most in ((draft.title, TITLE_LENGTH), (draft.summary, SUMMARY_LENGTH))
        if len(words) > most
    ]
    return [*cut, *draft.parts]


def body_blocks(parts: list[Part], keep_picture: KeepPicture) -> list[dict[str, Any]]:
    """Blocks for the note's body. `keep_picture` stores a picture and gives the image's id.

    Ids follow from place and content, so that the same file gives the same blocks every time.
    """
    blocks = [block_of(part, keep_picture) for part in parts]
    for place, block in enumerate(blocks):
        block["id"] = str(uuid.uuid5(BLOCK_IDS, f"{place} {block['type']} {block['value']}"))
    return blocks


def block_of(part: Part, keep_picture: KeepPicture) -> dict[str, Any]:
    if isinstance(part, Text):
        return {"type": "text", "value": part.html}
    if isinstance(part, Table):
        return {"type": "table", "value": table_value(part)}
    return {"type": "figure", "value": figure_value(part, keep_picture)}


def figure_value(figure: Figure, keep_picture: KeepPicture) -> dict[str, Any]:
    picture = figure.picture
    return {
        "image": keep_picture(picture),
        "alt_text": picture.alt,
        "caption": figure.caption,
    }


def table_value(table: Table) -> dict[str, Any]:
    """As Wagtail's table block keeps it."""
    return {
        "data": [list(row) for row in table.rows],
        "cell": [
            {"row": row, "col": column, "hidden": True}
            for span in table.spans
            for row in range(span.row, span.row + span.rows)
            for column in range(span.column, span.column + span.columns)
            if (row, column) != (span.row, span.column)
        ],
        "mergeCells": [
            {"row": one.row, "col": one.column, "rowspan": one.rows, "colspan": one.columns}
            for one in table.spans
        ],
        "table_caption": table.caption,
        "table_header_choice": "row" if table.has_header else "neither",
        "first_row_is_table_header": table.has_header,
        "first_col_is_header": False,
    }


def set_values(note: PracticeNotePage, values: dict[str, Any]) -> None:
    """Put the values on the note, the body without unfolding its blocks."""
    for name, value in values.items():
        if name == "body":
            field = PracticeNotePage._meta.get_field("body")
            value = StreamValue(field.stream_block, value, is_lazy=True)
        setattr(note, name, value)


def differs(note: PracticeNotePage, values: dict[str, Any]) -> bool:
    """Whether setting these values would change what the note says."""
    for name, value in values.items():
        held = list(note.body.raw_data) if name == "body" else getattr(note, name)
        if held != value:
            return True
    return False
