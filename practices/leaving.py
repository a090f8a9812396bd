"""What this room takes back from people who leave."""

from django.db.models import QuerySet
from wagtail.models import PageSubscription

from network.people.models import Membership, User
from practices.models import FeedToken


def end_feed_addresses(people: QuerySet[User]) -> int:
    """Feed addresses of those who are members of nothing now."""
    return _drop(FeedToken.objects.filter(user__in=people))


def end_page_subscriptions(people: QuerySet[User]) -> int:
    """Wagtail's own mails about comments on a page."""
    return _drop(PageSubscription.objects.filter(user__in=people))


def _drop(held: QuerySet) -> int:
    ended, _of_each = held.exclude(user__in=Membership.objects.in_force().values("user")).delete()
    return ended
