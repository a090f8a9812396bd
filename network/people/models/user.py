"""A person with an account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.access.audience import forget_keys
from hub.access.roles import ROLES_THAT, networks_where
from network.councils.models import Council, Network

if TYPE_CHECKING:
    from network.people.models.membership import Membership


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account. The address is kept in lower case, so log-in ignores case."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def visible_to(self, reader: Any) -> models.QuerySet[User]:
        """People whom this reader may look up: those who share a network with her now.

        Strangers see nobody. An administrator of a network is in it, so she needs no exception.
        """
        if not reader.is_authenticated or not reader.is_active:
            return self.none()
        return self.in_networks(networks_where(reader, "belong_to_a_network"))

    def in_networks(self, network_ids: Iterable[int]) -> models.QuerySet[User]:
        """Active people with a part to play in one of these networks today."""
        today = timezone.localdate()
        return self.filter(
            models.Q(memberships__ended__isnull=True) | models.Q(memberships__ended__gt=today),
            memberships__network__in=network_ids,
            memberships__role__in=ROLES_THAT["belong_to_a_network"],
            memberships__started__lte=today,
            is_active=True,
        ).distinct()


class ContactWay(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    TEXT = "text", _("Text message")
    POST = "post", _("Post")
    OTHER = "other", _("Another way")


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What she may do comes from her memberships, never from a flag here."""

    parts_here: list[Membership]  # only on people that directory.people_of returns

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("full name"), max_length=120)
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    organisation = models.CharField(
        max_length=120, blank=True, help_text=_("For people who are not from a council.")
    )
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    ask_me_about = models.CharField(max_length=300, blank=True)
    preferred_contact = models.CharField(
        max_length=10, choices=ContactWay.choices, default=ContactWay.EMAIL
    )
    contact_note = models.CharField(
        max_length=200, blank=True, help_text=_("For example: after 2 pm, or large print.")
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def first_name(self) -> str:  # Wagtail's admin asks for it
        return self.get_short_name()

    @property
    def last_name(self) -> str:
        return self.name.partition(" ")[2]

    def parts(self) -> list[Membership]:
        """Current memberships, read once for this object."""
        held = self.__dict__.get("_parts")
        if held is None:
            held = self.memberships.model.parts_of(self)
            self.__dict__["_parts"] = held
        return held

    def hold_parts(self, parts: list[Membership]) -> None:
        """Take current memberships that were read for several people at once."""
        self.__dict__["_parts"] = parts

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    def is_member(self, network: Network | None = None) -> bool:
        """Has an open account and a current part, in this network (default: in any).

        What somebody once was given (keys, feeds, invitations, mail) serves members alone.
        """
        return self.is_active and any(
            network is None or part.network_id == network.pk for part in self.parts()
        )

    def forget_parts(self) -> None:
        """Read memberships and keys again at the next question, after a change."""
        self.__dict__.pop("_parts", None)
        forget_keys(self)

    def is_role(self, *roles: str, network: Network | None = None) -> bool:
        """Plays one of these parts now, in this network (default: in any)."""
        return any(
            part.role in roles and (network is None or part.network_id == network.pk)
            for part in self.parts()
        )

    def which_network(self, network: Network | None) -> str:
        """The network's name for somebody who is in several, and so has to know which one is
        meant; an empty text for everybody else."""
        several = len({part.network_id for part in self.parts()}) > 1
        return network.name if several and network is not None else ""

    @property
    def network(self) -> Network | None:
        """The network this person is at home in: their council's, if they are a member of it,
        else their first membership's. None for somebody who is a member of none."""
        home = self.council.network_id if self.council_id and self.council else None
        networks = [part.network for part in self.parts()]
        return next((one for one in networks if one.pk == home), networks[0] if networks else None)
