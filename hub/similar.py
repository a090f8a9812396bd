"""What is like a text that somebody is writing. `search` fills this; rooms ask it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Like:
    """Something close to the text, that this reader may see."""

    title: str
    url: str
    council_name: str = ""
    summary: str = ""


FindsSimilar = Callable[[str, str, Any, int], list[Like]]
_finders: list[FindsSimilar] = []


def register_similar(finder: FindsSimilar) -> None:
    """`finder(text, kind, reader, most)`; call it in AppConfig.ready. The last one counts."""
    _finders[:] = [finder]


def similar_to(
    text: str, *, kind: str, reader: Any, besides: str = "", most: int = 3
) -> list[Like]:
    """Things of this kind that are close to the text, nearest first; none where nobody can say."""
    if not _finders or not text.strip():
        return []
    found = _finders[0](text[:2000], kind, reader, most + 1)
    return [like for like in found if like.url != besides][:most]
