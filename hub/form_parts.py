"""What the field component needs to know about a form field: its shape, its ties, its choices."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Choice:
    tag: SafeString
    label: str
    hint: str


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; `anchor` is the id of the control, empty for the whole form."""

    message: str
    anchor: str


def choice_field(form: BaseForm, name: str) -> forms.ChoiceField:
    """A field of choices by its own type: `form.fields` knows every field as a plain one."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def model_choice_field(form: BaseForm, name: str) -> forms.ModelChoiceField:
    """A field whose choices are rows, by its own type."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field


def shape_of(field: BoundField) -> str:
    """One of hidden, choices, parts, tick or line: how the component lays the field out."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget):
        return "parts"
    return "line"


def ties(field: BoundField, hint: str) -> str:
    """The ids that describe a control, for aria-describedby: the hint, then the message."""
    names = [f"{field.auto_id}-hint"] if hint else []
    if field.errors:
        names.append(f"{field.auto_id}-error")
    return " ".join(names)


def control(field: BoundField, hint: str) -> SafeString:
    """The control itself, with its class and ties. Its name, value and id are the form's own."""
    attrs: dict[str, Any] = {
        "placeholder": False
    }  # a placeholder is no hint: it goes when you type
    classes = field.field.widget.attrs.get("class", "").split()
    shape = shape_of(field)
    if shape == "line":
        attrs["class"] = " ".join(["input", *classes, *(["bad"] if field.errors else [])])
    if shape != "parts" and ties(field, hint):
        attrs["aria-describedby"] = ties(field, hint)
    if field.errors and shape != "parts":
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


def choices_of(field: BoundField) -> list[Choice]:
    """Each radio or tick box with its words; hints come from `choice_hints` on the form field."""
    hints = getattr(field.field, "choice_hints", {})
    return [
        Choice(
            tag=option.tag(),
            label=option.choice_label,
            hint=hints.get(str(option.data["value"]), ""),
        )
        for option in field.subwidgets
    ]


def problems_of(forms_on_page: Iterable[object]) -> list[Problem]:
    """Everything to put right, in the order of the page: a form's own errors, then its fields'."""
    found: list[Problem] = []
    for form in forms_on_page:
        if isinstance(form, BaseForm) and form.is_bound:
            found.extend(_problems_in(form))
    return found


def _problems_in(form: BaseForm) -> list[Problem]:
    whole = [Problem(str(message), "") for message in form.non_field_errors()]
    fields = [
        Problem(_said_alone(field, str(message)), _anchor(field))
        for field in form
        for message in field.errors
    ]
    return whole + fields


def _said_alone(field: BoundField, message: str) -> str:
    """Django's stock message names no field, so in a list it needs the label in front."""
    stock = str(forms.Field.default_error_messages["required"])
    return f"{field.label}: {message}" if message == stock else message


def _anchor(field: BoundField) -> str:
    """A group has no control of its own, so the summary points at its fieldset."""
    grouped = shape_of(field) in ("choices", "parts")
    return field.auto_id if grouped else (field.id_for_label or field.auto_id)
