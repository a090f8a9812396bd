"""What the field component needs to know about a form field: its shape, its ties, its choices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


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


# A date typed as day, month and year: three short boxes, as people say it, with no calendar.

PARTS = ("day", "month", "year")


class DatePartsWidget(forms.MultiWidget):
    """Three boxes named `<field>_day`, `<field>_month` and `<field>_year`."""

    template_name = "components/date_parts.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in PARTS
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


class DatePartsField(forms.MultiValueField):
    """A date or None; each way of getting it wrong has its own sentence."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Enter a date, such as 31 3 2027"),
        "incomplete": _("Enter a day, a month and a year, such as 31 3 2027"),
        "not_a_date": _("That is not a date. Enter a day, a month and a year, such as 31 3 2027"),
    }

    def __init__(self, **kwargs: Any) -> None:
        boxes = tuple(forms.CharField(max_length=4) for _part in PARTS)
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)
        for box in self.fields:
            box.error_messages["incomplete"] = self.error_messages["incomplete"]
            box.error_messages["max_length"] = self.error_messages["not_a_date"]

    def compress(self, data_list: list[str]) -> date | None:
        if not any(data_list):
            return None
        try:
            day, month, year = (int(part) for part in data_list)
            return date(year, month, day)
        except ValueError as wrong:
            raise forms.ValidationError(self.error_messages["not_a_date"], "not_a_date") from wrong


# What a form was sent with. An empty sending is one, too: then the form says what is missing.


def posted(request: HttpRequest) -> QueryDict | None:
    """The fields for a form's `data`; None while the page is only being looked at."""
    return request.POST if request.method == "POST" else None


def posted_files(request: HttpRequest) -> MultiValueDict | None:
    """The files for a form's `files`; None while the page is only being looked at."""
    return request.FILES if request.method == "POST" else None
