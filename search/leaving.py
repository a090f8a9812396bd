"""What this room takes back from people who leave."""

from django.db.models import QuerySet

from network.people.models import Membership, User
from search.models import ApiToken, SavedSearch
from search.models.readers import new_token


def end_api_keys(people: QuerySet[User]) -> int:
    """Keys for programs of those who are members of nothing now."""
    ended, _of_each = _of_leavers(ApiToken.objects.filter(user__in=people)).delete()
    return ended


def stop_saved_searches(people: QuerySet[User]) -> int:
    """Their mails stop and their feed addresses change; the words stay for "Download my data"."""
    mailed = SavedSearch.objects.filter(user__in=people).exclude(often=SavedSearch.Often.NEVER)
    stopped = list(_of_leavers(mailed))
    for saved in stopped:
        saved.often, saved.token = SavedSearch.Often.NEVER, new_token()
        saved.save(update_fields=["often", "token"])
    return len(stopped)


def _of_leavers(held: QuerySet) -> QuerySet:
    return held.exclude(user__in=Membership.objects.in_force().values("user"))
