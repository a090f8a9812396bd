"""What goes wrong in a form is named first, gets the focus, and leads to the place to mend it."""

import pytest

from network.meetings.models import Meeting, Status
from tests.browser.conftest import assert_no_axe_findings

FOCUSED = "() => document.activeElement.className"
PLACE = """id => {
  const place = document.getElementById(id);
  return {there: !!place, seen: !!place && place.checkVisibility(),
          focus: place && (place === document.activeElement || place.contains(document.activeElement))};
}"""


def assert_the_summary_leads_to_each_field(page):
    """The summary has the focus; each link goes to a control that can be seen."""
    assert page.title().startswith("Error:"), page.url
    assert "errors" in page.evaluate(FOCUSED), page.url
    links = page.locator(".errors a")
    assert links.count() > 0, page.url
    for link in links.all():
        target = link.get_attribute("href").removeprefix("#")
        link.press("Enter")
        place = page.evaluate(PLACE, target)
        assert place["there"] and place["seen"], (page.url, target)
        tag = page.evaluate("id => document.getElementById(id).tagName", target)
        assert place["focus"] or tag == "FIELDSET", (page.url, target)
    assert_no_axe_findings(page)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


# Form → who opens it, where, what she empties or types wrong before she presses its button.
FORMS = {
    "sign-in": ("", "/accounts/login/", {}),
    "code": ("", "/accounts/login/code/", {"email": "no address"}),
    "meeting": ("marian", "", {"title": ""}),
    "series": ("marian", "/meetings/series/new/?another=1", {"name": ""}),
    "group": ("marian", "/meetings/groups/new/", {"name": ""}),
    "blocked days": ("marian", "/meetings/blocked-days/", {}),
    "issue": ("asha", "/raised/new/", {}),
    "details": ("asha", "/people/account/details/", {"name": ""}),
    "invitation": ("marian", "/people/invite/", {}),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_summary_gets_the_focus_and_leads_to_the_fields(visit, name):
    who, path, typed = FORMS[name]
    with visit(user=who) as window:
        page = window.page
        assert window.go(path or change_of_a_meeting()) == 200, path
        page.locator("main form").last.evaluate("form => { form.noValidate = true }")
        for field, value in typed.items():
            page.fill(f"main [name={field}]", value)
        page.locator("main form button.button").first.click()
        page.wait_for_load_state()
        assert_the_summary_leads_to_each_field(page)


def change_of_a_meeting():
    coming = Meeting.objects.filter(status=Status.ANNOUNCED, series__name="Network meeting")
    return f"/meetings/{coming.first().pk}/edit/"


def test_the_summary_of_a_note_leads_to_the_fields(visit):
    with visit(user="owen") as window:
        window.go("/post/")
        press(window.page, "Start writing")
        press(window.page, "Check and send")
        said = window.page.locator(".errors").inner_text()
        assert "Give the note a title" in said and "Choose at least one topic" in said
        assert_the_summary_leads_to_each_field(window.page)


def test_on_a_phone_the_own_menu_opens_and_closes_and_stays_in_sight(visit):
    with visit(user="asha", viewport={"width": 320, "height": 640}, has_touch=True) as window:
        window.go("/meetings/")
        summary = window.page.locator("details.me > summary")
        summary.tap()
        items = window.page.locator("details.me li").all()
        assert len(items) > 3
        for item in items:
            box = item.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 320
            assert box["height"] >= 44
        assert window.overflow() == []
        summary.tap()
        assert not items[0].is_visible()
