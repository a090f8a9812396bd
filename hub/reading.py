"""Told when somebody opens the page of a thing. Nobody is told who it was."""

from django.db.models import Model
from django.dispatch import Signal

thing_read = Signal()  # sent with `instance`


def was_read(instance: Model) -> None:
    """Say that this thing's own page was opened by a reader who is not its writer."""
    thing_read.send(sender=type(instance), instance=instance)
