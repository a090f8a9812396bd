"""Indices behind one alias: made, filled, pointed at; and the note of how far each has come."""

import time

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.base import Taken
from search.engines.elastic.mapping import LEDGER, VERSION, EntryDocument

SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-2", "refresh_interval": "1s"}


def create(client: Elasticsearch, alias: str) -> str:
    """A new empty index of this version; returns its name."""
    name = f"{alias}-v{VERSION}-{time.time_ns()}"
    client.options(request_timeout=30).indices.create(
        index=name, settings=SETTINGS, mappings=EntryDocument._doc_type.mapping.to_dict()
    )
    return name


def point_at(client: Elasticsearch, alias: str, name: str) -> None:
    """Let the alias name this index from one moment to the next, and remove the older ones."""
    old = [other for other in client.indices.get(index=f"{alias}-v*") if other != name]
    client.options(request_timeout=30).indices.update_aliases(
        actions=[
            {"remove": {"index": f"{alias}-v*", "alias": alias, "must_exist": False}},
            {"add": {"index": name, "alias": alias}},
        ]
    )
    for other in old:
        client.options(ignore_status=404, request_timeout=30).indices.delete(index=other)


def taken(client: Elasticsearch, alias: str) -> Taken | None:
    """How far the index has come; None when there is none of this version."""
    try:
        note = client.get(index=alias, id=LEDGER)["_source"]["ledger"]
    except NotFoundError:
        return None
    return Taken(note["life"], note["revision"]) if note["version"] == VERSION else None


def life(client: Elasticsearch, alias: str) -> int:
    """The ledger's life that this index belongs to."""
    held = taken(client, alias)
    return held.life if held else 0


def remember(client: Elasticsearch, name: str, now: Taken) -> None:
    """Write down how far the index has come."""
    note = {"version": VERSION, "life": now.life, "revision": now.revision}
    client.index(index=name, id=LEDGER, document={"ledger": note})
