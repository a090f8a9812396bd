"""What goes wrong with Elasticsearch, in a sentence for the chair's page."""

import ssl
from typing import Any

from django.utils.translation import gettext as _
from elasticsearch import (
    ApiError,
    ConnectionError,
    ConnectionTimeout,
    SSLError,
    TransportError,
    UnsupportedProductError,
)

# the kind of an error in an answer, as Elasticsearch names it
BUSY = {"circuit_breaking_exception", "es_rejected_execution_exception"}
NO_COPY = {"no_shard_available_action_exception", "search_phase_execution_exception"}
NO_MASTER = {"master_not_discovered_exception", "no_master_block_exception"}
BLOCKED = "cluster_block_exception"
NO_INDEX = "index_not_found_exception"


def sentence(error: Exception) -> str:
    """What the chair reads about `error`."""
    if isinstance(error, UnsupportedProductError):
        return _not_elasticsearch()
    if isinstance(error, ApiError):
        return _of_answer(error.status_code, kind_of(error.body), str(error))
    return _of_connection(error) if isinstance(error, TransportError) else _of_setting(error)


def kind_of(body: Any) -> str:
    """The kind of error that the body of an answer names; empty when it names none."""
    error = body.get("error") if isinstance(body, dict) else None
    kind = error.get("type") if isinstance(error, dict) else None
    return kind if isinstance(kind, str) else ""


def of_item(answer: dict[str, Any]) -> str:
    """The sentence for one part of an answer that holds many."""
    return _of_answer(answer.get("status", 0), kind_of(answer), str(answer.get("error", "")))


def _of_connection(error: TransportError) -> str:
    if isinstance(error, ConnectionTimeout):
        return slow()
    if isinstance(error, SSLError):
        return _("The certificate of Elasticsearch is not one that this hub is told to trust.")
    if isinstance(error, ConnectionError):
        return _("Elasticsearch cannot be reached.")
    return _not_elasticsearch()


def _of_setting(error: Exception) -> str:
    if isinstance(error, ssl.SSLError | OSError):
        return _("The file named by ELASTICSEARCH_CA_FILE cannot be used.")
    if isinstance(error, ValueError):
        return _("ELASTICSEARCH_URL cannot be understood, or what answers is not Elasticsearch.")
    return _not_elasticsearch()


def _of_answer(status: int, kind: str, said: str) -> str:
    if kind == BLOCKED and "read-only" in said:
        return _("Elasticsearch takes no changes: its index is read-only, maybe for a full disk.")
    if status == 401 or (status == 403 and kind != BLOCKED):
        return _("Elasticsearch does not accept the name and password or the API key of this hub.")
    if kind in NO_MASTER or kind == BLOCKED:
        return _("Elasticsearch takes no changes: too few of its nodes are up.")
    if status == 429 or kind in BUSY:
        return _("Elasticsearch has too much to do or too little memory.")
    if status == 503 or kind in NO_COPY:
        return _("Elasticsearch has lost a part of the index: too few of its nodes are up.")
    if kind == NO_INDEX:
        return not_built()
    return _("Elasticsearch answered with an error (%(status)s %(kind)s).") % {
        "status": status,
        "kind": kind,
    }


def slow() -> str:
    return _("Elasticsearch did not answer in time.")


def not_built() -> str:
    return _("The index in Elasticsearch is not there; the hub builds it.")


def _not_elasticsearch() -> str:
    return _("What answers at the address of Elasticsearch is not Elasticsearch.")
