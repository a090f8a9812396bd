"""Files in the media folder are whole or not there; those of a request that failed go again."""

import os
import shutil
import threading
import time
import uuid
from collections import deque
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.signals import request_started
from django.db import DatabaseError
from django.db.models import FileField

UNFINISHED = "unfinished"
KEPT_SECONDS = 24 * 3600
_here = threading.local()


class WholeFileStorage(FileSystemStorage):
    """Writes beside the place and moves the file there once it is complete."""

    def _save(self, name: str, content: File) -> str:
        half = Path(self.path(f"{UNFINISHED}/{uuid.uuid4().hex}"))
        try:
            super()._save(f"{UNFINISHED}/{half.name}", content)  # type: ignore[misc]  # not in the stubs
            name = self.reserve(name)
        except OSError:
            half.unlink(missing_ok=True)
            raise
        half.replace(self.path(name))
        saved().append(name)
        return name

    def reserve(self, name: str) -> str:
        """An empty file under this name, or under one like it when it was taken meanwhile."""
        while True:
            place = Path(self.path(name))
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name


def saved() -> deque[str]:
    """Names saved by this thread in the request at hand."""
    if not hasattr(_here, "names"):
        _here.names = deque(maxlen=200)
    names: deque[str] = _here.names
    return names


def listen() -> None:
    request_started.connect(forget_saved, dispatch_uid="hub-storage")


def forget_saved(**kwargs: object) -> None:
    saved().clear()


def remove_unused() -> int:
    """After a request failed: delete the files it saved that no row names. How many went."""
    names, gone = list(saved()), 0
    forget_saved()
    for name in names:
        try:
            if not is_named(name):
                default_storage.delete(name)
                gone += 1
        except (DatabaseError, OSError):
            continue  # nobody can say: the file stays
    return gone


def is_named(name: str) -> bool:
    """Whether any row of any table holds a file of this name."""
    fields = (field for model in apps.get_models() for field in model._meta.local_fields)
    return any(
        field.model._base_manager.filter(**{field.name: name}).exists()
        for field in fields
        if isinstance(field, FileField)
    )


def clear_unfinished() -> int:
    """Delete what was being written when a process was killed, a day later."""
    folder = Path(settings.MEDIA_ROOT) / UNFINISHED
    old = [
        file
        for file in (folder.iterdir() if folder.is_dir() else ())
        if file.stat().st_mtime < time.time() - KEPT_SECONDS
    ]
    for file in old:
        shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    return len(old)
