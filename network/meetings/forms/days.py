"""The box for a date, and what a choice offers."""

from django import forms
from django.db.models import QuerySet


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


def offer(form: forms.BaseForm, name: str, rows: QuerySet, nothing: str = "") -> None:
    """Let this choice of the form be among these rows; `nothing` is what an empty choice says."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} is no choice among rows")
    field.queryset = rows
    if nothing and field.empty_label is not None:
        field.empty_label = nothing


def offer_words(form: forms.BaseForm, name: str, choices: list[tuple[str, str]]) -> None:
    """Let this choice of the form be among these words."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no choice")
    field.choices = choices
