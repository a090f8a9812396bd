"""One box for the question, one for the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.ui.form_fields import model_choice_field
from practices.models import Question, QuestionAnswer
from practices.personal_data_form import Careful


class QuestionForm(Careful):
    careful_of = ("title", "detail")
    field_order = ["title", "detail", "sure", "topic"]

    class Meta:
        model = Question
        fields = ["title", "detail", "topic"]
        widgets = {"detail": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "title": gettext_lazy("One sentence, as you would ask it on the phone."),
            "detail": gettext_lazy("What you have tried, and what you need it for."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice_field(self, "topic").empty_label = _("No topic")


class AnswerForm(Careful):
    careful_of = ("text",)
    field_order = ["text", "sure"]

    class Meta:
        model = QuestionAnswer
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
