"""Who may have an account: nobody without an invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from network.people.models import User


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class InvitedOnlyThroughCouncil(DefaultSocialAccountAdapter):
    """A council's own sign-in opens an account that is there already; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """What the council's service says of her: an address and one name, never two halves."""
        user: User = sociallogin.user
        user.email = (data.get("email") or "").strip()
        user.name = data.get("name") or ""
        return user
