"""What somebody who is invited says: whether they come, with whom, and what they need."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.meetings.forms.series import offer_words
from network.meetings.models import Answer, Invitation, Payment, Way

OFFERED = {
    Way.PERSON: [Answer.IN_PERSON],
    Way.ONLINE: [Answer.ONLINE],
    Way.HYBRID: [Answer.IN_PERSON, Answer.ONLINE],
}
ASKS_PAYMENT = (Payment.OFFERED, Payment.ACCEPTED, Payment.DECLINED)
WHO_SEES_IT = gettext_lazy(
    "Those who chair the group and the leads of the council that hosts see this, and nobody else."
)


class AnswerForm(forms.Form):
    """`own`: the invited person is signed in and sees what they said before.

    Through the bare link nothing that is kept is shown. There an empty field keeps what was said.
    """

    answer = forms.ChoiceField(
        label=gettext_lazy("Will you come?"), help_text=WHO_SEES_IT, widget=forms.RadioSelect
    )
    guests = forms.IntegerField(
        label=gettext_lazy("How many guests or supporters come with you?"),
        help_text=WHO_SEES_IT, min_value=0, max_value=20, required=False,
    )  # fmt: skip
    access_needs = forms.CharField(
        label=gettext_lazy("What do you need to take part?"), help_text=WHO_SEES_IT,
        widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000,
    )  # fmt: skip
    forget_needs = forms.BooleanField(
        label=gettext_lazy("Forget what I told you before about what I need"), required=False
    )
    compensation = forms.ChoiceField(
        label=gettext_lazy("If compensation for your time is offered, would you like it?"),
        help_text=gettext_lazy(
            "Only those who chair the group see this. Never send bank details through the hub."
        ),
        widget=forms.RadioSelect, required=False,
        choices=[("yes", gettext_lazy("Yes, please")), ("no", gettext_lazy("No, thank you"))],
    )  # fmt: skip

    def __init__(self, *args: Any, invitation: Invitation, own: bool, **kwargs: Any) -> None:
        kwargs["initial"] = self.said_before(invitation) if own else {}
        super().__init__(*args, **kwargs)
        self.invitation, self.own = invitation, own
        choices = [*OFFERED[Way(invitation.meeting.way)], Answer.NO, Answer.PERHAPS]
        offer_words(self, "answer", [(one.value, str(one.label)) for one in choices])
        if not self.asks_compensation():
            del self.fields["compensation"]
        if own or not invitation.access_needs:
            del self.fields["forget_needs"]
        else:
            self.fields["access_needs"].help_text = (
                _(
                    "You have told us your access needs. They are kept, and not shown here, for a link "
                    "may be passed on. To change them, write them anew. %s"
                )
                % WHO_SEES_IT
            )
        if not own and invitation.answered_at:
            self.fields["guests"].help_text = (
                _("Leave it empty to keep what you said before. %s") % WHO_SEES_IT
            )

    @staticmethod
    def said_before(invitation: Invitation) -> dict[str, Any]:
        return {
            "answer": invitation.answer if invitation.answer != Answer.WAITING else None,
            "guests": invitation.guests,
            "access_needs": invitation.access_needs,
            "compensation": {"accepted": "yes", "declined": "no"}.get(invitation.payment),
        }

    def asks_compensation(self) -> bool:
        """An offer reaches people without an account by the link alone. What they said to it is
        kept, and shown to nobody who merely has the link."""
        return self.invitation.payment in (ASKS_PAYMENT if self.own else (Payment.OFFERED,))

    def answered(self) -> dict[str, Any]:
        """What was said; None where a field of the bare link was left empty, which keeps it."""
        given = self.cleaned_data
        guests, needs = given.get("guests"), given["access_needs"]
        if guests is None and self.own:
            guests = 0
        keeps = not self.own and not needs and not given.get("forget_needs")
        return {
            "answer": given["answer"],
            "guests": guests,
            "access_needs": None if keeps else needs,
        }
