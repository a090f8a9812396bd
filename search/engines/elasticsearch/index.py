"""Indices behind one alias: made, filled, pointed at; and the note of how far each has come."""

import time
from typing import Any, NamedTuple

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from search.engines.base import EngineUnavailable, Taken
from search.engines.elasticsearch import troubles
from search.engines.elasticsearch.mapping import LEDGER, SIMILARITIES, VERSION, EntryDocument

SHARDS = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
IN_USE = {"auto_expand_replicas": "0-2", "refresh_interval": "1s"}
BUILDING = "being-built"  # the part of a name that is not yet pointed at
GREEN_SECONDS = 60

# The note moves forward only, and only in the index that the documents were sent to.
ADVANCE = """
if (ctx._source.ledger.build == params.build && ctx._source.ledger.revision < params.revision) {
  ctx._source.ledger.revision = params.revision
} else { ctx.op = 'noop' }
"""


class Note(NamedTuple):
    """How far an index has come; `build` tells it from the one that takes its place."""

    build: str
    taken: Taken


def create(client: Elasticsearch, alias: str) -> str:
    """A new empty index of this version; returns its name, by `building(name)` it is written to."""
    name = f"{alias}-v{VERSION}-{time.time_ns()}"
    client.indices.create(
        index=name,
        settings=SHARDS | {"similarity": SIMILARITIES},
        mappings=EntryDocument._doc_type.mapping.to_dict(),
        aliases={building(name): {}},
    )
    return name


def building(name: str) -> str:
    """The alias by which a new index is written. Unlike a name it makes no index that is gone."""
    return f"{name}-{BUILDING}"


def begin(client: Elasticsearch, name: str, taken: Taken) -> None:
    """Write the first note of a new index."""
    note = {"version": VERSION, "build": name, "life": taken.life, "revision": taken.revision}
    client.index(index=building(name), id=LEDGER, document={"ledger": note}, require_alias=True)


def point_at(client: Elasticsearch, alias: str, name: str) -> None:
    """Let the alias name this index from one moment to the next, and remove the older ones.

    May be done again after it was stopped in the midst. A newer one, which another process built
    or builds at the same time, is left alone.
    """
    client.indices.put_settings(index=name, settings=IN_USE)
    client.indices.refresh(index=name)
    client.options(request_timeout=GREEN_SECONDS + 5).cluster.health(
        index=name, wait_for_status="green", timeout=f"{GREEN_SECONDS}s"
    )
    named = client.indices.exists_alias(name=alias)
    if named and any(_made_at(other) > _made_at(name) for other in _named_by(client, alias)):
        client.indices.delete(index=name)
        return
    actions: list[dict[str, Any]] = [
        {"remove": {"index": f"{alias}-v*", "alias": alias, "must_exist": False}},
        {"add": {"index": name, "alias": alias}},
        {"remove": {"index": name, "alias": building(name), "must_exist": False}},
    ]
    if not named and client.indices.exists(index=alias):
        actions.insert(0, {"remove_index": {"index": alias}})  # an index took the alias' name
    client.indices.update_aliases(actions=actions)
    for other in client.indices.get(index=f"{alias}-v*"):
        if _made_at(other) < _made_at(name):
            client.options(ignore_status=404).indices.delete(index=other)


def drop_unfinished(client: Elasticsearch, name: str) -> None:
    """Remove an index that was never pointed at: it would hold memory of a server that has little."""
    if client.indices.exists_alias(name=building(name)):
        client.options(ignore_status=404).indices.delete(index=name)


def _named_by(client: Elasticsearch, alias: str) -> list[str]:
    return list(client.indices.get_alias(name=alias))


def _made_at(name: str) -> int:
    made = name.rpartition("-")[2]
    return int(made) if made.isdigit() else 0


def note(client: Elasticsearch, alias: str) -> Note | None:
    """How far the index has come; None when there is none of this version."""
    try:
        held = client.get(index=alias, id=LEDGER)["_source"]["ledger"]
    except NotFoundError:
        return None
    except BadRequestError:  # the alias names several indices
        return None
    if held["version"] != VERSION:
        return None
    return Note(held["build"], Taken(held["life"], held["revision"]))


def advance(client: Elasticsearch, alias: str, build: str, revision: int) -> bool:
    """Write down that `build` has come as far as `revision`. False when it is not in use any more."""
    script = {"source": ADVANCE, "params": {"build": build, "revision": revision}}
    held = client.update(
        index=alias,
        id=LEDGER,
        script=script,
        require_alias=True,
        retry_on_conflict=5,
        source_includes=["ledger.build"],
    )
    return held["get"]["_source"]["ledger"]["build"] == build


def fits(client: Elasticsearch, alias: str) -> bool:
    """Whether the index has the fields that the hub gave it."""
    wanted = EntryDocument._doc_type.mapping.to_dict()["properties"]
    kinds = {field: held.get("type", "object") for field, held in wanted.items()}
    for held in client.indices.get_mapping(index=alias).values():
        there = held["mappings"].get("properties", {})
        if {field: there.get(field, {}).get("type", "object") for field in kinds} != kinds:
            return False
    return True


def give_up(client: Elasticsearch, alias: str) -> None:
    """Forget how far this index has come, so that it is built anew."""
    client.options(ignore_status=404).delete(index=alias, id=LEDGER)
    raise EngineUnavailable(troubles.not_built())
