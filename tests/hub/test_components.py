import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from hub.site.page_chrome import mark_place
from hub.ui.form_fields import DatePartsField
from network.councils.models import Council

pytestmark = pytest.mark.django_db  # seats are read from the table of councils


def drawn(source, **context):
    return engines["django"].from_string("{% load hub_tags %}" + source).render(context)


class Practice(forms.Form):
    name = forms.CharField(label="What would you call it?", help_text="In plain words")
    topics = forms.MultipleChoiceField(
        label="Topics",
        choices=[("fraud", "Fraud"), ("isf", "Individual Service Funds")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one topic"},
    )
    review = DatePartsField(label="Review by")


def test_label_hint_message_and_control_are_tied_together():
    html = drawn(
        '{% include "components/field.html" with field=field only %}', field=Practice({})["name"]
    )
    assert '<label for="id_name">What would you call it?</label>' in html
    assert 'id="id_name-hint">In plain words' in html
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input bad"' in html


def test_a_group_of_boxes_is_a_fieldset_with_a_legend():
    html = drawn(
        '{% include "components/field.html" with field=field only %}', field=Practice()["topics"]
    )
    assert "<legend>Topics</legend>" in html
    assert html.count('type="checkbox"') == 2


def test_the_error_summary_links_to_each_control():
    html = drawn('{% include "components/errors.html" with form=form only %}', form=Practice({}))
    assert "3 things to put right" in html
    assert '<a href="#id_name">What would you call it?: This field is required.</a>' in html
    assert '<a href="#id_topics">Choose at least one topic</a>' in html
    assert '<a href="#id_review">Enter a date, such as 31 3 2027</a>' in html


def test_a_form_without_errors_has_no_summary():
    assert (
        drawn('{% include "components/errors.html" with form=form only %}', form=Practice()).strip()
        == ""
    )


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("31", "2", "2027", "That is not a date"),
        ("31", "", "2027", "Enter a day, a month and a year"),
        ("soon", "3", "2027", "That is not a date"),
        ("1", "3", "20277", "That is not a date"),
        ("1", "3", "0", "That is not a date"),
    ],
)
def test_each_way_of_getting_a_date_wrong_has_a_sentence(day, month, year, message):
    form = Practice({"review_day": day, "review_month": month, "review_year": year})
    assert message in form.errors["review"][0]


def test_a_date_in_parts_becomes_a_date():
    form = Practice({"review_day": "31", "review_month": "3", "review_year": "2027"})
    assert form.is_valid() is False
    assert form.cleaned_data["review"].isoformat() == "2027-03-31"


def test_a_room_that_is_not_there_never_breaks_a_page():
    request = RequestFactory().get("/")
    assert drawn('{% url_if "no_such_room" as x %}[{{ x }}]') == "[]"
    assert drawn('{% menu_link "no_such_room" "Nowhere" %}', request=request) == ""


def test_the_page_you_are_on_is_marked_in_the_menu():
    menu = drawn('{% menu_link "health_live" "Health" %}{% menu_link "home" "Home" %}')
    assert mark_place(menu, "/health/live").count('aria-current="page"') == 1
    assert 'href="/health/live" aria-current="page"' in mark_place(menu, "/health/live")
    assert 'href="/" aria-current="page"' in mark_place(menu, "/")
    assert mark_place(menu, "/elsewhere/") == menu


def test_what_is_drawn_once_follows_from_its_arguments_alone():
    def chip(label):
        return drawn('{% draw "components/chip.html" label=label url="?" %}', label=label)

    assert "&lt;b&gt;" in chip("<b>")
    assert "<b>" in chip(mark_safe("<b>"))
    assert "&lt;b&gt;" in chip("<b>")
    assert drawn('{% draw "components/chip.html" label=one url="?" %}', one=1) != chip(True)


def test_a_thing_that_may_change_unseen_is_not_drawn_once():
    with pytest.raises(TypeError, match="texts and numbers"):
        drawn('{% draw "components/chip.html" label=label url="?" %}', label=object())


def test_a_council_that_sits_elsewhere_is_drawn_anew(network):
    first = drawn('{% draw "components/council.html" name="Walsall" slug="walsall" %}')
    Council.objects.filter(slug="birmingham").update(network=None)
    assert drawn('{% draw "components/council.html" name="Walsall" slug="walsall" %}') != first
