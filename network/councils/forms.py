"""A council tells how it works."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.ui.form_fields import DatePartsField
from network.councils.models import TeamModel


class TeamForm(forms.ModelForm):
    """All optional: what stays empty is shown as "not told"."""

    as_at = DatePartsField(label=_("On which day was this true?"), required=False)

    class Meta:
        model = TeamModel
        fields = (
            "home", "team_size", "support_provider", "set_up", "monitoring", "review", "payroll",
            "as_at", "audience",
        )  # fmt: skip
