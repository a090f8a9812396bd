"""The embedded engine: a tantivy index in a folder beside the hub's own database."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engines.base import (
    Candidate,
    Clause,
    Counted,
    Document,
    EngineUnavailable,
    Scope,
    Statistics,
    Stems,
    Taken,
    Wanted,
)
from search.engines.tantivy import queries, schema, wording
from search.engines.tantivy.files import Files
from search.engines.tantivy.reader import Reader

HEAP = 15_000_000  # bytes, for changes: the least that a writer takes
HEAP_OF_BUILD = 100_000_000
WAIT_SECONDS = 2.0  # for another writer: a rebuild may take minutes, and somebody waits
DAMAGED = "orrupt"  # in what the library says of files that it cannot make sense of
PANIC = "PanicException"  # how a panic of the library arrives: it is no Exception

log = logging.getLogger(__name__)


class TantivyEngine:
    """`folder` holds the index. Nothing else may write there."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self.files = Files(folder)
        self._reader: Reader | None = None
        self._failed = ""  # the build that could not be read last

    # --- reading ---

    def count(self, wanted: Wanted) -> Counted:
        with self._reading() as reader:
            return reader.count(wanted)

    def candidates(
        self, wanted: Wanted, fed_back: Sequence[Clause], offset: int, limit: int
    ) -> list[Candidate]:
        with self._reading() as reader:
            return reader.candidates(wanted, fed_back, offset, limit)

    def listed(self, wanted: Wanted) -> list[int]:
        with self._reading() as reader:
            return reader.listed(wanted)

    def statistics(self, stems: Iterable[str]) -> Statistics:
        with self._reading() as reader:
            return reader.statistics(stems)

    def held(self, entry: int) -> Candidate | None:
        with self._reading() as reader:
            return reader.held(entry)

    def known(self, spellings: Iterable[Stems], scope: Scope, enough: int = 1) -> dict[Stems, int]:
        with self._reading() as reader:
            return wording.known(reader, spellings, scope, enough)

    def spelt(self, words: Iterable[str], scope: Scope, enough: int = 1) -> dict[str, int]:
        with self._reading() as reader:
            return wording.spelt(reader, words, scope, enough)

    def resembling(
        self, word: str, scope: Scope, beside: Sequence[str], fitting: bool = False
    ) -> list[str]:
        with self._reading() as reader:
            return wording.resembling(reader, word, scope, beside, fitting)

    def starting(self, text: str, scope: Scope, limit: int) -> list[int]:
        with self._reading() as reader:
            return wording.starting(reader, text, scope, limit)

    def taken(self) -> Taken | None:
        state = self.files.state()
        return state.taken if state else None

    def revisions(self) -> dict[int, int]:
        with self._reading() as reader:
            return reader.revisions()

    def refused(self) -> dict[int, str]:
        return {}  # it takes every text there is

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        """The index as it is now. Raises EngineUnavailable."""
        with _failing("read", self._put_away_reader):
            yield self._current()

    def _current(self) -> Reader:
        """The reader at hand, as long as the state has not changed."""
        held = self._reader
        if held is not None and held.stamp == self.files.stamp():
            return held
        self._reader = self._opened(held)
        return self._reader

    def _opened(self, held: Reader | None) -> Reader:
        stamp = self.files.stamp()
        state = self.files.state()
        if state is None:
            raise FileNotFoundError("there is no index yet")
        return Reader.at(self.files.whole(state), stamp, after=held)

    def _put_away_reader(self, error: BaseException) -> None:
        self._failed = self._reader.build if self._reader else ""
        self._reader = None

    # --- writing ---

    def take(self, documents: Sequence[Document], revision: int) -> None:
        with _failing("written", self._put_away_if_damaged), self.files.writing(WAIT_SECONDS):
            state = self.files.state()
            if state is None:
                raise FileNotFoundError("there is no index yet")
            if revision <= state.taken.revision:
                return  # another process has fed it meanwhile
            path = self.files.whole(state)
            held = Reader.at(path, self.files.stamp()).revisions_of(d.id for d in documents)
            news = [d for d in documents if d.revision > held.get(d.id, -1)]
            _write(path, news, known=held)
            self.files.put(state.build, Taken(state.taken.life, revision))

    def rebuild(self, documents: Iterable[Document], taken: Taken) -> None:
        """Build a new index beside the old one, then say that it is the current one.

        When another process has built as much while this one waited for its turn, that is enough.
        """
        before = self.files.state()
        with _failing("built"), self.files.writing():
            now = self.files.state()
            if now != before and now and _has_come_to(now.taken, taken):
                return
            path = self.files.new_build()
            tantivy.Index(schema.SCHEMA, path=str(path))
            here = (document for document in documents if not document.gone)
            _write(path, here, heap=HEAP_OF_BUILD)
            self.files.put(path.name, taken)

    def _put_away_if_damaged(self, error: BaseException) -> None:
        """After a failed write: a full disk leaves an index that can be read, damage does not."""
        self._reader = None
        if DAMAGED in str(error):
            self.discard()
            return
        try:
            with self._reading() as reader:
                reader.revisions()
        except EngineUnavailable:
            self.discard()

    def discard(self) -> None:
        """Forget an index that turned out to be damaged; the next feed builds another.

        Not when another process has built a new one in the meantime.
        """
        self._reader = None
        try:
            with self.files.writing(WAIT_SECONDS):
                state = self.files.state()
                if state is None or self._failed in ("", state.build):
                    self.files.forget()
                self._failed = ""
        except OSError as error:
            log.error("The damaged index could not be put away: %s", error)


def _has_come_to(held: Taken, wanted: Taken) -> bool:
    return held.life == wanted.life and held.revision >= wanted.revision


def _write(
    path: Path, documents: Iterable[Document], known: Iterable[int] = (), heap: int = HEAP
) -> None:
    """Write documents into the index at `path`; those in `known` are there in an older form."""
    known = set(known)
    writer = tantivy.Index.open(str(path)).writer(heap, 1)
    try:
        for document in documents:
            if document.id in known:
                # by query: by term it takes a number for a signed one and finds nothing
                writer.delete_documents_by_query(queries.entry(document.id))
            if not document.gone:
                writer.add_document(schema.added(document))
        writer.commit()
        writer.wait_merging_threads()
    finally:
        del writer  # its lock goes with it, also where an error keeps this frame alive


@contextmanager
def _failing(done: str, tidy=lambda error: None) -> Iterator[None]:
    """Whatever fails within is EngineUnavailable, a panic inside the library too."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        tidy(error)
        raise EngineUnavailable(f"The embedded index cannot be {done}: {error}") from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        tidy(error)
        raise EngineUnavailable(f"The embedded index is damaged: {error}") from error
