"""Functions whose module is loaded at the first call.

For what few requests need but costs every web worker memory: writers of spreadsheets, readers of
Word and PDF files.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """`later("a.b", "write")` is `a.b.write`, imported when it is first called."""

    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    call.__name__ = name
    return call
