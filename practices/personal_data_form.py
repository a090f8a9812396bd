"""Forms whose words look like a resident's own are shown once more before they are kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.trust.personal_data import signs_of_personal_data


class Careful(forms.ModelForm):
    """Asks for a tick where words look like personal data about a resident."""

    careful_of: tuple[str, ...] = ()
    sure = forms.BooleanField(
        label=gettext_lazy("I have looked: nobody who gets or gives care can be told from this."),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        text = "\n".join(str(given.get(name) or "") for name in self.careful_of)
        found = list(dict.fromkeys(sign.words for sign in signs_of_personal_data(text)))
        if found:
            self.fields["sure"].widget = forms.CheckboxInput()
            if not given.get("sure"):
                said = _("This looks like personal data: %(words)s. Take it out, or tick the box.")
                words = said % {"words": "; ".join(found[:5])}
                self.add_error(self.careful_of[-1], ValidationError(words))
        return given
