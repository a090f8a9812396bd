"""The signed token of an answer link: it names an invitation and cannot be made up."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from network.meetings.models import Invitation

SALT = "meetings.answer"


def token_for(invitation: Invitation) -> str:
    return signing.Signer(salt=SALT).sign(str(invitation.pk))


def answer_url(invitation: Invitation) -> str:
    """The full address of the answer page, good until the meeting is over."""
    return settings.HUB_URL + reverse("meetings:answer", args=[token_for(invitation)])


def invitation_id(token: str) -> int | None:
    """None for a token that was cut short or made up."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
