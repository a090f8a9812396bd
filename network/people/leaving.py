"""What ends when somebody leaves, in one place that every room adds to.

Nothing here decides who may come in: each door asks `User.is_member` or a current membership by
itself, so it shuts at the moment the membership ends. This takes away what was handed out before:
invitations, keys, feed addresses, mails to come, rights on the editors' side.

Rooms say what they hand out with `register_withdrawal`, in AppConfig.ready.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from network.people.models import User

Withdraw = Callable[[QuerySet[User]], int]
_withdrawals: dict[str, Withdraw] = {}


def register_withdrawal(name: str, withdraw: Withdraw) -> None:
    """Add a function that takes back what those of `people` hold who have left.

    It is given members too and must leave them alone, may be run again at any time, and returns
    how many things it took back. `name` says what they are, in the plural.
    """
    _withdrawals[name] = withdraw


def withdrawal_names() -> tuple[str, ...]:
    """What is taken back from people who leave, in the order the rooms registered it."""
    return tuple(_withdrawals)


def withdraw_from(people: QuerySet[User]) -> dict[str, int]:
    """Take back what leavers among these people hold; what was taken, by name.

    Asked at once when a membership ends or an account closes, and of everybody by a job: a
    membership may also run out, or a list of accounts be closed at once on the editors' side.
    """
    taken = {}
    for name, withdraw in _withdrawals.items():
        with transaction.atomic():
            count = withdraw(people)
        if count:
            taken[name] = count
    return taken


def on_user_saved(sender: Any, instance: User, created: bool, **_: Any) -> None:
    """An account that was switched off, wherever that was done."""
    if not created and not instance.is_active:
        withdraw_from(User.objects.filter(pk=instance.pk))


def on_user_deleted(sender: Any, instance: User, **_: Any) -> None:
    """Before an account is erased: afterwards nobody could tell whose invitations they were."""
    User.objects.filter(pk=instance.pk).update(is_active=False)
    withdraw_from(User.objects.filter(pk=instance.pk))
