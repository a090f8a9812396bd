"""Pictures that came inside a file: keeping them with the council's own files."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.models import Collection

from hub.file_owner import give
from hub.models import HubImage
from network.councils.models import Council
from practices.files import record_files
from practices.importing.draft import Picture
from practices.models import PracticeNotePage


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
