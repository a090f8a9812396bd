"""Forms of the raised-issues pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.ui.form_fields import model_choice_field
from hub.ui.pictures import trouble_with_picture
from network.escalations.attachments import is_picture, problem_with
from network.escalations.models import (
    Barrier,
    Issue,
    Level,
    NetworkEscalationSettings,
    Outcome,
    Urgency,
)
from network.escalations.people import managers
from network.escalations.services.raising import PROVIDER_IS_PRIVATE, WRITTEN_FIELDS
from network.escalations.topics import topic_choices
from network.people.models import User

WITHHELD_HELP = _(
    "They see “a council”. The chair and ADASS see the name. "
    "It is no promise against a freedom of information request."
)
PROBLEMS = {
    "empty": _("The file is empty. Choose another."),
    "large": _("The file is larger than 10 megabytes. Choose a smaller one, or link to it."),
    "unknown": _("Choose a PDF, Word, Excel, PowerPoint, OpenDocument, text, CSV or picture file."),
    "lying": _("The file is not what its name says. Open it, save it again and choose that."),
}


def area(label: Any, hint: Any = "", rows: int = 4, **more: Any) -> forms.CharField:
    """A box for several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=widget, max_length=8000, **more)


def pick(
    label: Any, choices: Any, hints: dict[str, Any] | None = None, **more: Any
) -> forms.ChoiceField:
    """One of a few, as radio buttons with a hint each."""
    field = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)
    field.choice_hints = hints or {}  # type: ignore[attr-defined]
    return field


class IssueForm(forms.ModelForm):
    """The issue as its writer puts it. Everything but the title may wait while it is a draft."""

    urgency = pick(_("How urgent is it?"), Urgency.choices)
    level = pick(
        _("Who may see it?"),
        Level.choices,
        {
            Level.NETWORK: _("Other councils can sign it. Search finds it for members."),
            Level.ADASS: _("Goes to the chair at once. Each time ADASS reads it is written down."),
            Level.COUNCIL: _(
                "Goes to the chair at once. ADASS sees it only if you allow it later."
            ),
        },
    )
    link_url = forms.URLField(
        label=_("Address of a page that shows it"), required=False, assume_scheme="https"
    )
    link_title = forms.CharField(label=_("What is on that page"), required=False, max_length=200)
    file = forms.FileField(
        label=_("A file that shows it"),
        required=False,
        help_text=_(
            "PDF, Word, Excel, text or picture, up to 10 megabytes. No names of residents. "
            "We cannot take your council’s name out of a file."
        ),
    )

    class Meta:
        model = Issue
        fields = WRITTEN_FIELDS
        labels = {
            "title": _("In one line, what do you need?"),
            "what_happens": _("What happens?"),
            "who_affected": _("Who is affected?"),
            "what_tried": _("What have you tried?"),
            "what_we_ask": _("What do you ask for?"),
            "barrier": _("What stands in the way?"),
            "topic": _("What is it about?"),
            "urgency_reason": _("Why is it pressing or urgent?"),
            "name_withheld": _("Do not show our council’s name to other councils"),
            "may_be_public": _("The question and its answer may stand on the public page"),
            "provider_name": _("Is it about one provider? Its name"),
        }
        help_texts = {
            "title": _("For example: Let funds start without a full tender each time."),
            "who_affected": _("Numbers, never people: for example, about 40 people a year."),
            "what_we_ask": _("One thing that a manager can say yes or no to."),
            "name_withheld": WITHHELD_HELP,
            "may_be_public": _("On “You asked, we heard”, without any council’s name."),
            "provider_name": _("Feedback about a provider stays with your council and the chair, "
                               "and the provider has a right of reply."),
        }  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in ("what_happens", "who_affected", "what_tried", "what_we_ask")
        }
        error_messages = {"title": {"required": _("Say in one line what you need")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        barrier = model_choice_field(self, "barrier")
        barrier.queryset = Barrier.objects.filter(in_use=True)
        barrier.empty_label = _("Choose one")
        topics = topic_choices()
        self.fields["topic"] = forms.ChoiceField(
            label=_("What is it about?"),
            required=False,
            choices=[("", _("Nothing in the list")), *topics],
        )
        self.order_fields([*WRITTEN_FIELDS, "link_url", "link_title", "file"])

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file:
            problem = problem_with(file.name, file.read())
            file.seek(0)
            if problem:
                raise forms.ValidationError(PROBLEMS[problem])
            damaged = trouble_with_picture(file) if is_picture(file.name) else ""
            if damaged:
                raise forms.ValidationError(damaged)
        return file

    def clean(self) -> dict[str, Any]:
        words = super().clean() or self.cleaned_data
        if words.get("provider_name") and words.get("level") not in (None, Level.COUNCIL):
            self.add_error("level", PROVIDER_IS_PRIVATE)
        if words.get("urgency") not in (None, Urgency.NORMAL) and not words.get("urgency_reason"):
            self.add_error("urgency_reason", _("Say why it cannot wait the usual time"))
        return words

    def words(self) -> dict[str, Any]:
        """The fields of the issue itself."""
        return {name: self.cleaned_data[name] for name in WRITTEN_FIELDS}


class ActionForm(forms.Form):
    """Base of the small forms that do one thing to one issue; `issue` and `user` are kept."""

    def __init__(self, *args: Any, issue: Issue, user: User, **kwargs: Any) -> None:
        self.issue, self.user = issue, user
        super().__init__(*args, **kwargs)


class PlainForm(ActionForm):
    """Nothing to fill in: one button."""


class ReasonForm(ActionForm):
    reason = area(_("Your reason"), _("Everyone who may see the issue can read it."))


class MaybeReasonForm(ActionForm):
    reason = area(_("A word on why"), required=False)


class TextForm(ActionForm):
    text = area(_("Your words"), _("Everyone who may see the issue can read them."), rows=6)


class SignForm(ActionForm):
    withheld = forms.BooleanField(
        label=_("Do not show our council’s name to other councils"),
        required=False,
        help_text=WITHHELD_HELP,
    )


class WithinForm(ActionForm):
    """The chair's own answer."""

    outcome = pick(_("The answer is"), Outcome.choices)
    in_plain_words = area(_("The answer in plain words"))
    reasons = area(_("Why"))
    not_yet_because = area(_("What cannot happen yet, and why"), required=False)


class IssueChoiceField(forms.ModelChoiceField):
    """Issues to choose from, each by its number and title."""

    def label_from_instance(self, one: Any) -> str:
        return f"{one.pk}: {one.title}"


class MergeForm(ActionForm):
    into = IssueChoiceField(
        Issue.objects.none(), label=_("Merge it into"), empty_label=_("Choose an issue")
    )
    reason = area(_("Your reason"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Issue.objects.visible_to(self.user).filter(
            network=self.issue.network, level=Level.NETWORK, state__in=("gathering", "chair")
        )
        model_choice_field(self, "into").queryset = choices.exclude(pk=self.issue.pk)


class HandOverForm(ActionForm):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Hand it to"), empty_label=_("Choose"))
    reason = area(_("A word for them"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one.pk for one in managers(self.issue.network) if one != self.user]
        model_choice_field(self, "to").queryset = User.objects.filter(pk__in=others)


class UrgencyForm(ActionForm):
    urgency = pick(_("How urgent is it?"), Urgency.choices)
    reason = forms.CharField(label=_("Why"), max_length=300)


class WidenForm(ActionForm):
    level = pick(
        _("Who may see it from now on?"), [c for c in Level.choices if c[0] != Level.COUNCIL]
    )


class CheckForm(ActionForm):
    answer = pick(_("Did it work?"), [("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))])
    line = forms.CharField(label=_("One line on why"), required=False, max_length=300)


class AnswerForm(forms.Form):
    """The ADASS answer. `version` is the one the writer started from."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    outcome = pick(_("The answer is"), Outcome.choices)
    in_plain_words = area(_("The answer in plain words"), _("Told back to everyone who asked."))
    reasons = area(_("Why"), _("One reason a line."), rows=6)
    not_yet_because = area(
        _("What cannot happen yet, and because of what"),
        _("Stands on the public page."),
        required=False,
    )
    tell_all = forms.BooleanField(
        label=_("Tell every member of the network, not only those who asked"), required=False
    )
    publish_at = forms.DateTimeField(
        label=_("Publish at a later moment"),
        help_text=_("For example 2026-12-01 09:00, London time. Empty: when you press Publish."),
        required=False,
        widget=forms.DateTimeInput(attrs={"class": "short", "placeholder": ""}),
        error_messages={"invalid": _("Write the day and the time like 2026-12-01 09:00")},
    )


class FollowingActionForm(forms.Form):
    """Something that follows from an answer."""

    text = forms.CharField(label=_("What will be done"), max_length=300, required=False)
    owner = forms.CharField(label=_("By whom"), max_length=120, required=False)
    due = forms.DateField(
        label=_("By when"), required=False, help_text=_("For example 2027-01-31."),
        widget=forms.DateInput(attrs={"class": "short"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        words = super().clean() or self.cleaned_data
        filled = [bool(words.get(name)) for name in ("text", "owner", "due")]
        if any(filled) and not all(filled):
            raise forms.ValidationError(_("An action needs what, who and by when."))
        return words


FollowingActions = forms.formset_factory(FollowingActionForm, extra=3, max_num=12)


class SettingsForm(forms.ModelForm):
    """The network's own numbers."""

    class Meta:
        model = NetworkEscalationSettings
        exclude = ("network",)  # noqa: DJ006

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [one.pk for one in managers(self.instance.network)]
        model_choice_field(self, "adass_deputy").queryset = User.objects.filter(pk__in=pks)
