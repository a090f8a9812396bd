"""Forms of this room. Each says in its messages what to put right."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hub.access.roles import COUNCIL_ROLES, may_anywhere
from hub.ui.form_fields import choice_field, model_choice_field
from network.councils.models import Council, Network
from network.people.invitations import Guest
from network.people.models import ContactWay, Role, User
from network.people.permissions import (
    can_invite_to,
    contact_seen_by,
    details_seen_by,
    grantable_roles,
    runs,
    strangers_see,
)


def choices_of(roles: Any) -> list[tuple[str, Any]]:
    return [(role.value, role.label) for role in roles]


class InviteForm(forms.Form):
    """Whom to invite. A lead is not asked for the council: it is hers."""

    name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("Work e-mail address"),
        max_length=254,
        help_text=_("The invitation goes there, and it becomes the address to sign in with."),
        error_messages={
            "invalid": _("Enter an address in the right form, such as ann@council.gov.uk")
        },
    )
    council = forms.ModelChoiceField(
        label=_("Council"),
        queryset=Council.objects.none(),
        required=False,
        empty_label=_("Not from a council"),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=120,
        required=False,
        help_text=_("For somebody who is not from a council."),
    )
    roles = forms.MultipleChoiceField(
        label=_("What part will this person play?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part")},
    )

    def __init__(self, *args: Any, user: User, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.network = user, network
        choice_field(self, "roles").choices = choices_of(grantable_roles(user, network))
        model_choice_field(self, "council").queryset = Council.objects.in_network(network)
        if not runs(user, network):
            del self.fields["council"], self.fields["organisation"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        council = data.get("council") if "council" in self.fields else self.user.council
        roles = data.get("roles") or []
        if not council and COUNCIL_ROLES & set(roles):
            self.add_error("council", _("A lead or a colleague needs a council. Choose it."))
        elif not council and not data.get("organisation"):
            self.add_error(
                "organisation", _("Say which council or organisation this person is from.")
            )
        elif roles and not can_invite_to(self.user, self.network, council, roles):
            raise forms.ValidationError(_("You cannot invite people to these roles."))
        data["council"] = council
        return data

    def guest(self) -> Guest:
        data = self.cleaned_data
        return Guest(
            email=data["email"],
            name=data["name"],
            roles=tuple(data["roles"]),
            council=data["council"],
            organisation=data.get("organisation", ""),
        )


CONTACT_FIELDS = ("preferred_contact", "contact_note")


def say_who_sees_contact(form: forms.BaseForm, *, resident: bool) -> None:
    """Below each field of how to reach somebody, beside its own hint."""
    for name in ("phone", *CONTACT_FIELDS):
        if name in form.fields:
            hint = str(form.fields[name].help_text)
            form.fields[name].help_text = f"{hint} {contact_seen_by(resident=resident)}".strip()


class JoinForm(forms.Form):
    """What somebody who was invited tells us: a name, a password, how to reach her."""

    name = forms.CharField(label=_("Your full name"), max_length=120)
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 8 characters. Three unrelated words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    preferred_contact = forms.ChoiceField(
        label=_("How do you like to be reached?"),
        choices=ContactWay.choices,
        initial=ContactWay.EMAIL,
        widget=forms.RadioSelect,
    )
    contact_note = forms.CharField(
        label=_("Anything we should know when we contact you?"),
        max_length=200,
        required=False,
        help_text=_("For example: after 2 pm, or large print."),
    )

    def __init__(self, *args: Any, email: str, resident: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        say_who_sees_contact(self, resident=resident)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            user = User(email=self.email, name=data.get("name", ""))
            try:
                validate_password(data["password"], user)
            except forms.ValidationError as wrong:
                self.add_error("password", wrong)
        return data


class DetailsForm(forms.ModelForm):
    """My own details. The address to sign in with is changed by those who run the network."""

    class Meta:
        model = User
        fields = ("name", "job_title", "phone", *CONTACT_FIELDS, "ask_me_about")
        widgets = {"preferred_contact": forms.RadioSelect}
        labels = {
            "name": _("Full name"),
            "job_title": _("Job title"),
            "phone": _("Phone"),
            "preferred_contact": _("How do you like to be reached?"),
            "contact_note": _("Anything we should know when we contact you?"),
            "ask_me_about": _("Ask me about"),
        }
        help_texts = {
            "ask_me_about": _(
                "What colleagues in other councils may ask you, such as: fraud, ISFs."
            ),
            "phone": _("Leave it empty to be reached by e-mail."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "job_title", "ask_me_about"):
            hint = str(self.fields[name].help_text)
            self.fields[name].help_text = f"{hint} {details_seen_by()}".strip()
        public = strangers_see(self.instance)
        self.fields["name"].help_text = f"{self.fields['name'].help_text} {public}".strip()
        say_who_sees_contact(self, resident=may_anywhere(self.instance, "keep_contact_private"))


class RolesForm(forms.Form):
    """The parts a person plays in the network."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role, or end the membership below")},
    )

    def __init__(self, *args: Any, user: User, person: User, network: Network, **kw: Any) -> None:
        super().__init__(*args, **kw)
        may_give = grantable_roles(user, network)
        if not person.council_id:
            may_give = tuple(role for role in may_give if role not in COUNCIL_ROLES)
        choice_field(self, "roles").choices = choices_of(may_give)


class LeaveForm(forms.Form):
    """Why a membership ends: kept in the record of roles."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        max_length=200,
        help_text=_("For example: has left the council. Kept with the record of roles."),
        error_messages={"required": _("Say why, in a few words")},
    )


class NetworkForm(forms.ModelForm):
    """How the network works: what the chair decides."""

    class Meta:
        model = Network
        fields = ("leads_publish_at_once",)
        labels = {"leads_publish_at_once": _("Leads publish at once")}
        help_texts = {
            "leads_publish_at_once": _(
                "Notes by direct payments leads appear without waiting for an editor."
            )
        }


class FindPeopleForm(forms.Form):
    """The directory's filters. Odd input filters by nothing."""

    q = forms.CharField(label=_("Name, council or subject"), required=False, max_length=100)
    council = forms.ModelChoiceField(
        label=_("Council"),
        queryset=Council.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=_("All councils"),
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices]
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "council").queryset = Council.objects.in_network(network)
