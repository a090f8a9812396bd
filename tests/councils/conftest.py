"""Notes that councils wrote."""

from tests.practices.conftest import make_note

__all__ = ["make_note"]  # pytest finds the fixture here
