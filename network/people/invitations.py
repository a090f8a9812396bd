"""Inviting, sending again, withdrawing and accepting. Each is one transaction, mail included."""

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.access.roles import ROLES_THAT
from hub.mail.outbox import post
from network.councils.models import Council, Network
from network.people.cms_access import sync_admin_access
from network.people.models import Invitation, Membership, Role, State, User, hash_of
from network.people.roles import give_role


class CannotInvite(ValueError):
    """The message says why, in a sentence for the person who invites."""


class CannotAccept(ValueError):
    """The invitation is not open any more, or is for somebody else."""


@dataclass(frozen=True)
class Guest:
    """Whom to invite: a person from a council or from an organisation, and her roles."""

    email: str
    name: str
    roles: tuple[str, ...]
    council: Council | None = None
    organisation: str = ""


@transaction.atomic
def invite(network: Network, guest: Guest, *, by: User | None) -> tuple[Invitation, str]:
    """Send an invitation; returns it with its link, which is kept nowhere else.

    `by` is None for the first chair, whom a command invites. Raises CannotInvite when she is a
    member with these roles already, or another invitation waits. Ask `can_invite_to` first.
    """
    email = guest.email.strip().lower()
    refuse_known(network, email, guest, by)
    token, now = secrets.token_urlsafe(32), timezone.now()
    invitation = Invitation.objects.create(
        network=network,
        email=email,
        name=guest.name.strip(),
        council=guest.council,
        organisation="" if guest.council else guest.organisation.strip(),
        roles=[str(role) for role in guest.roles],
        invited_by=by,
        token_hash=hash_of(token),
        created_at=now,
        sent_at=now,
        expires_at=Invitation.expiry(now),
    )
    send(invitation, token)
    return invitation, link_of(token)


def refuse_known(network: Network, email: str, guest: Guest, by: User | None) -> None:
    """Tells about an account only those who may look it up. Somebody from another network gets
    the invitation, and hears when accepting it what has to end first."""
    waiting = Invitation.objects.pending().filter(network=network, email=email)
    if waiting.exists():
        raise CannotInvite(
            _("An invitation to %(email)s is waiting already. Send that one again.")
            % {"email": email}
        )
    known = User.objects.filter(email=email).first()
    if known is None or (by and not User.objects.visible_to(by).filter(pk=known.pk).exists()):
        return
    if set(guest.roles) <= {p.role for p in known.parts() if p.network_id == network.pk}:
        raise CannotInvite(_("%(name)s is a member already.") % {"name": known.name})
    if sits_elsewhere(known, guest.council):
        raise CannotInvite(
            _("%(name)s is with %(council)s in the hub. Their part there has to end first.")
            % {"name": known.name, "council": known.council}
        )


def sits_elsewhere(user: User, council: Council | None) -> bool:
    """Still plays a part for another council: that seat has to be given up first."""
    return bool(council and user.council_id and user.council_id != council.pk and user.parts())


def link_of(token: str) -> str:
    return settings.HUB_URL + reverse("people:join", args=[token])


def send(invitation: Invitation, token: str) -> None:
    post(
        [invitation.email],
        _("%(who)s invites you to the %(network)s direct payments network")
        % {"who": inviter(invitation), "network": invitation.network},
        "emails/people/invitation",
        {"invitation": invitation, "inviter": inviter(invitation), "link": link_of(token)},
        thread=f"invitation-{invitation.pk}",
        secret=True,
    )


def inviter(invitation: Invitation) -> str:
    return invitation.invited_by.name if invitation.invited_by else settings.HUB_NAME


@transaction.atomic
def resend(invitation: Invitation) -> str:
    """Send it again with a new link and 28 new days; the old link stops working."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.state() not in (State.OPEN, State.EXPIRED):
        raise CannotInvite(_("This invitation is no longer waiting."))
    token, now = secrets.token_urlsafe(32), timezone.now()
    invitation.token_hash = hash_of(token)
    invitation.sent_at, invitation.expires_at = now, Invitation.expiry(now)
    invitation.times_sent += 1
    invitation.save()
    send(invitation, token)
    return link_of(token)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take it back; its link shows a plain page. Withdrawing twice changes nothing."""
    Invitation.objects.pending().filter(pk=invitation.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=by
    )


def find(token: str) -> Invitation | None:
    """The invitation of a link, whatever its state; None for a link that we never made."""
    return (
        Invitation.objects.filter(token_hash=hash_of(token[:200]))
        .select_related("network", "council", "invited_by")
        .first()
    )


@transaction.atomic
def accept(invitation: Invitation, user: User) -> None:
    """Give the roles that were offered. Raises CannotAccept unless it is open and hers.

    The row is claimed by an update, so a link that is used twice at once counts once.
    """
    if sits_elsewhere(user, invitation.council):
        raise CannotAccept
    now = timezone.now()
    claimed = Invitation.objects.pending().filter(
        pk=invitation.pk, email=user.email, expires_at__gt=now
    )
    if not claimed.update(accepted_at=now, accepted_by=user):
        raise CannotAccept
    if invitation.council and user.council_id != invitation.council_id:
        user.council = invitation.council
        user.save(update_fields=["council"])
    for role in invitation.roles:
        give_role(user, invitation.network, role, by=invitation.invited_by)
    sync_admin_access(user)


@transaction.atomic
def accept_with_new_account(
    invitation: Invitation, *, name: str, password: str, preferred_contact: str, contact_note: str
) -> User:
    """Make the account and give its roles. The link came by e-mail, so the address is verified."""
    user = User.objects.create_user(
        invitation.email,
        password,
        name=name,
        council=invitation.council,
        organisation=invitation.organisation,
        preferred_contact=preferred_contact,
        contact_note=contact_note,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    accept(invitation, user)
    return user


# The first account of a real network: its chair, by invitation; and administrators.

LATER = 'No chair yet. Invite one with: manage.py create_network "{network}" --chair EMAIL --chair-name NAME'


def invite_first_chair(network: Network) -> str | None:
    """Step of a new network. `network.first_chair` is (e-mail, name), both empty for none.

    The link is printed too, for a hub that has no mail server yet.
    """
    email, name = getattr(network, "first_chair", ("", ""))
    if not email:
        seated = network.demonstration or has_chair(network)
        return None if seated else LATER.format(network=network)
    try:
        validate_email(email)
    except ValidationError:
        return f"“{email}” is not an e-mail address, so nobody was invited to be chair."
    guest = Guest(email=email, name=name or email, roles=(Role.CHAIR,), organisation=network.name)
    try:
        _invitation, link = invite(network, guest, by=None)
    except CannotInvite as why:
        return str(why)
    return (
        f"{guest.name} is invited to be chair, by mail to {email}. The link, for 28 days:\n{link}"
    )


def has_chair(network: Network) -> bool:
    """A chair, or an invitation to become one."""
    chairs = Membership.objects.current().filter(
        network=network, role__in=ROLES_THAT["chair_the_network"]
    )
    waiting = Invitation.objects.pending().filter(network=network)
    return chairs.exists() or any(Role.CHAIR in row.roles for row in waiting)


@transaction.atomic
def make_administrator(user: User) -> list[Network]:
    """Administrator of every network of this hub; returns them."""
    networks = list(Network.objects.all())
    for network in networks:
        give_role(user, network, Role.ADMINISTRATOR, by=None)
    return networks
