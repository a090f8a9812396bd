"""The last answers of the engines, as long as nothing findable has changed.

A key holds the audiences of the reader and the ledger's revision, so an answer serves only
readers who may see the same things, and none after the next change of anything. The rows
themselves are read anew for each reader.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

MOST = 128
_answers: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def answer(key: Hashable, work: Callable[[], Any]) -> Any:
    """What `work` gave for this key before, or gives now. A failure is not remembered."""
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    given = work()
    with _lock:
        _answers[key] = given
        if len(_answers) > MOST:
            _answers.popitem(last=False)
    return given
