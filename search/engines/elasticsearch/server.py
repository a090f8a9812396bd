"""The connection to Elasticsearch, from settings."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from elasticsearch import ApiError, Elasticsearch, TransportError, helpers
from elasticsearch.dsl import Search

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import troubles


@lru_cache(maxsize=8)
def connect(addresses: str, api_key: str = "", ca_file: str = "") -> Elasticsearch:
    """A client for one or several addresses, parted by commas. Made once, asks nothing yet.

    A user and password may stand in the first address (https://user:password@host:9200).
    Raises ValueError or OSError for settings that cannot be used.
    """
    hosts = [address.strip() for address in addresses.split(",") if address.strip()]
    parts = [urlsplit(host) for host in hosts]
    options: dict = {"retry_on_timeout": False}
    if len(hosts) > 1:  # another node may know: ask it before giving up
        options |= {"max_retries": len(hosts) - 1, "retry_on_status": (502, 504)}
    else:
        options |= {"max_retries": 0}
    if api_key:
        options["api_key"] = api_key
    elif parts[0].username:
        options["basic_auth"] = (unquote(parts[0].username), unquote(parts[0].password or ""))
    if ca_file:
        Path(ca_file).read_bytes()  # the client would look for it much later, and say less
        options["ca_certs"] = ca_file
    plain = [part._replace(netloc=part.netloc.rpartition("@")[2]).geturl() for part in parts]
    return Elasticsearch(plain, **options)


# Talking to the Elasticsearch server: how long it may take, and failures as EngineUnavailable.

PATIENT_SECONDS = 60.0  # for work that no reader waits for
SHORTEST_WAIT = 0.05

log = logging.getLogger(__name__)


class Server:
    """`alias` names the index in use; `seconds` are for one question, and for all of one search.

    `until` is the moment by which all must be answered. `answers_from` is the alias, or for one
    search the very index whose note was read: what the note speaks of is in that one, while the
    alias may name another a moment later.
    """

    def __init__(
        self,
        connect: Callable[[], Elasticsearch],
        alias: str,
        seconds: float,
        until: float | None = None,
    ) -> None:
        self.connect = connect
        self.alias = alias
        self.answers_from = alias
        self._seconds = seconds
        self._until = until

    def for_one_search(self) -> Self:
        """The same server, whose answers must all be here within the time for one search."""
        until = time.monotonic() + self._seconds
        return type(self)(self.connect, self.alias, self._seconds, until)

    def pin(self, name: str) -> None:
        """Ask this index until the search is over, whatever the alias names by then."""
        if self._until is not None:
            self.answers_from = name

    @property
    def client(self) -> Elasticsearch:
        """A client that waits as long as there is time. Raises EngineUnavailable when none is left."""
        return self.patient(self._seconds)

    def patient(self, seconds: float = PATIENT_SECONDS) -> Elasticsearch:
        """A client that waits so long; never longer than this search may take."""
        if self._until is not None:
            seconds = min(seconds, self._until - time.monotonic())
            if seconds < SHORTEST_WAIT:
                raise EngineUnavailable(troubles.slow())
        return self.connect().options(request_timeout=seconds)

    def search(self, question: Search) -> dict[str, Any]:
        return self.searches([question])[0]

    def searches(self, questions: Sequence[Search]) -> list[dict[str, Any]]:
        """Answers to several questions put in one request."""
        asked = [part for question in questions for part in ({}, question.to_dict())]
        answers = self.client.msearch(index=self.answers_from, searches=asked)["responses"]
        for answer in answers:
            if "error" in answer:
                raise EngineUnavailable(troubles.of_item(answer))
        if len(answers) != len(questions):
            raise ValueError("answers are missing")
        return answers


@contextmanager
def talking() -> Iterator[None]:
    """Whatever fails within is EngineUnavailable, with a plain sentence."""
    try:
        yield
    except (ApiError, TransportError, helpers.BulkIndexError, OSError, ValueError) as error:
        log.warning("Elasticsearch: %s: %.500s", type(error).__name__, error)
        raise EngineUnavailable(troubles.sentence(error)) from error
    except (LookupError, TypeError, AttributeError) as error:
        log.exception("Elasticsearch gave an answer that cannot be read.")
        raise EngineUnavailable(troubles.sentence(error)) from error
