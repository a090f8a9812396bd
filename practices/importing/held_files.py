"""Uploaded files between the dry run and the import, so that nobody has to choose them twice."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from practices.importing.readers import Incoming
from practices.importing.uploads import bare_name

KEPT_SECONDS = 24 * 3600
NAME_LENGTH = 120


def folder() -> Path:
    """In the hub's data folder, beside the media and never served."""
    return Path(settings.HUB_DATA) / "incoming"


def hold(uploads: Iterable[Any]) -> str:
    """Keep the files for a day; returns the word they are asked for by. Clears away older ones."""
    clear_old()
    word = secrets.token_urlsafe(16)
    try:
        for number, upload in enumerate(uploads):
            hold_one(folder() / word / str(number), upload)
        read_folder(word).mkdir()
    except OSError:
        let_go(word)  # a full disk: no half files stay
        raise
    return word


def hold_one(place: Path, upload: Any) -> None:
    name = bare_name(upload.name)
    place.mkdir(parents=True)
    stem, suffix = Path(name).stem[:NAME_LENGTH], Path(name).suffix[:10]
    with (place / f"{stem}{suffix}").open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def held(word: str) -> list[Incoming]:
    """The files held under this word, in the order they were chosen; none when they are gone."""
    place = folder() / Path(word).name
    if not word or not place.is_dir():
        return []
    by_number = sorted(place.iterdir(), key=lambda below: int(below.name))
    return [Incoming.on_disk(path) for below in by_number for path in below.iterdir()]


def read_folder(word: str) -> Path:
    """Where lies what was read in the files held under this word; it comes and goes with them."""
    return folder() / f"{Path(word).name}.read"


def let_go(word: str) -> None:
    if word:
        shutil.rmtree(folder() / Path(word).name, ignore_errors=True)
        shutil.rmtree(read_folder(word), ignore_errors=True)


def clear_old() -> None:
    """What people checked and then left."""
    if not folder().is_dir():
        return
    for place in folder().iterdir():
        if place.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(place, ignore_errors=True)
