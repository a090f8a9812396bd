"""Who may have an account: nobody without an invitation."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.http import HttpRequest

from hub.access.audience import keys_of
from hub.cache import cached
from hub.mail.delivery import SECRET_HEADER
from network.people.models import User

log = logging.getLogger(__name__)
_warned: list[str] = []
UNTRUSTED = (
    "A proxy stands before the hub (X-Forwarded-For was seen), but TRUSTED_PROXIES is 0: all "
    "readers share the proxy's address and one of them can lock all of them out. See docs/deploy.md."
)
TOO_FEW = (
    "TRUSTED_PROXIES is larger than the number of proxies that a request came through. Until it "
    "is put right, all readers share one address. See docs/deploy.md."
)

# What a mail's words may hold that lets its reader in.
LETS_IN = ("code", "password_reset_url", "activate_url")


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The reader's address, for limits of rate. A wrong TRUSTED_PROXIES is told in the log."""
        if "X-Forwarded-For" in request.headers and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
            warn_once(UNTRUSTED)
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:  # signing in must not be a 500 because of it
            warn_once(TOO_FEW)
            return request.META["REMOTE_ADDR"]

    def render_mail(self, template_prefix: str, email: str, context: dict, **rest: Any) -> Any:
        """Codes and links to sign in leave first, are shown to nobody and are wiped once sent."""
        message: EmailMessage = super().render_mail(template_prefix, email, context, **rest)
        if any(context.get(name) for name in LETS_IN):
            message.extra_headers[SECRET_HEADER] = "yes"
        return message


def warn_once(words: str) -> None:
    """Once a process: every sign-in would say it again."""
    if words not in _warned:
        _warned.append(words)
        log.warning(words)


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


# Who is signed in: account, council, network, memberships and keys, which every page asks for.

DECIDE = ("people", "councils", "meetings", "escalations")  # rooms that give or end a key


def account(pk: int) -> User | None:
    """The person with all that decides what they may see, as the database has it now."""
    user = User.objects.select_related("council__network").filter(pk=pk).first()
    if user is not None:
        user.parts()
        keys_of(user)
    return user


class MemberBackend(ModelBackend):
    def get_user(self, user_id: Any) -> User | None:
        """The account of a session; None when it has been switched off."""
        pk = int(user_id)
        user = cached("account", pk, DECIDE, lambda: account(pk))
        return user if user is not None and self.user_can_authenticate(user) else None
