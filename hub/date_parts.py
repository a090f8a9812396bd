"""A date typed as day, month and year: three short boxes, as people say it, with no calendar."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
