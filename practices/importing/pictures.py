"""Pictures that came inside a file: keeping them with the council's own files."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Collection

from hub.models import HubImage
from network.councils.models import Council
from practices.importing.draft import Picture


def council_collection(council: Council) -> Collection:
    """The council's own shelf of files, made on first use."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=council.short_name).first()
    return found or root.add_child(name=council.short_name)


class PictureShelf:
    """Keeps pictures for one note; remembers the files, in case the note is not kept after all."""

    def __init__(self, council: Council, audience_key: str, by: Any) -> None:
        self.council, self.audience_key, self.by = council, audience_key, by
        self.written: list[HubImage] = []

    def keep(self, picture: Picture) -> int:
        """The id of the image; the same picture in this collection is used again."""
        collection = council_collection(self.council)
        digest = hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()
        there = HubImage.objects.filter(collection=collection, file_hash=digest).first()
        if there:
            self.open_to_readers(there)
            return there.pk
        image = HubImage(
            title=(picture.alt or picture.name)[:255],
            collection=collection,
            uploaded_by_user=self.by,
            audience_key=self.audience_key,
            file_hash=digest,
        )
        image.file = ContentFile(picture.content, name=picture.name)
        image._set_image_file_metadata()
        image.save()
        self.written.append(image)
        return image.pk

    def open_to_readers(self, image: HubImage) -> None:
        """A picture of a draft is the council's alone until a note that shows it is published."""
        council_key = f"council:{self.council.pk}"
        if image.audience_key == council_key != self.audience_key:
            HubImage.objects.filter(pk=image.pk).update(audience_key=self.audience_key)

    def throw_away_files(self) -> None:
        """After a failed note, whose rows the database has already taken back."""
        for image in self.written:
            image.file.storage.delete(image.file.name)
