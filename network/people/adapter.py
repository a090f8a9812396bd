"""Who may have an account: nobody without an invitation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.core.mail import EmailMessage
from django.http import HttpRequest

from hub.mail.backend import SECRET_HEADER
from network.people.models import User

# What a mail's words may hold that lets its reader in.
LETS_IN = ("code", "password_reset_url", "activate_url")


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def render_mail(self, template_prefix: str, email: str, context: dict, **rest: Any) -> Any:
        """Codes and links to sign in leave first, are shown to nobody and are wiped once sent."""
        message: EmailMessage = super().render_mail(template_prefix, email, context, **rest)
        if any(context.get(name) for name in LETS_IN):
            message.extra_headers[SECRET_HEADER] = "yes"
        return message


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
