"""Users on the editors' side, for administrators: details, and closing an account.

Roles are not given here: they follow from memberships. Newcomers are invited, not added.
"""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.views.generic import RedirectView
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from network.people.cms_access import sync_admin_access
from network.people.models import User
from network.people.permissions import manageable_accounts


class PersonForm(forms.ModelForm):
    """What an administrator may put right for somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        editing_self = kwargs.pop("editing_self", False)
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, commit: bool = True) -> User:
        """A new address is the address to sign in with, and codes go there; rights on the editors'
        side follow the council."""
        user = super().save(commit)
        if commit and "council" in self.changed_data:
            sync_admin_access(user)
        if commit and "email" in self.changed_data:
            user.emailaddress_set.all().delete()
            user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user

    class Meta:
        model = User
        fields = (
            "name", "email", "council", "organisation", "job_title", "phone", "ask_me_about",
            "preferred_contact", "contact_note", "is_active",
        )  # fmt: skip


class PeopleIndex(IndexView):
    def get_base_queryset(self) -> QuerySet[User]:
        """Other networks' people are theirs to look after."""
        users = super().get_base_queryset()
        return users.filter(pk__in=manageable_accounts(self.request.user).values("pk"))

    @cached_property
    def search_fields(self) -> set[str]:
        return {"name", "email"}

    def order_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        """Wagtail sorts "name" by a last name, which we do not keep apart."""
        if self.ordering in ("name", "-name"):
            return queryset.order_by(self.ordering)
        return super().order_queryset(queryset)


class PersonEdit(EditView):
    template_name = "people/admin/person.html"


class PeopleViewSet(UserViewSet):
    ordering = "name"
    index_view_class = PeopleIndex
    edit_view_class = PersonEdit

    @property
    def add_view(self) -> Any:
        return RedirectView.as_view(pattern_name="people:invite")

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return PersonForm
