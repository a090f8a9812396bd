"""Who is signed in: read with her council and network, which every page asks for."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from hub.written import Written
from network.people.models import User

WITH_COUNCIL = Written(lambda pk: User.objects.select_related("council__network").filter(pk=pk))


class MemberBackend(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        """The account of a session; None when it has been switched off."""
        user = WITH_COUNCIL.first(pk=int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
