"""Who is signed in: read with her council and network, which every page asks for."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from network.people.models import User


class MemberBackend(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        """The account of a session; None when it has been switched off."""
        user = User.objects.select_related("council__network").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
