"""Every page type, for a stranger and a member: three widths, two schemes, no script, zoom, axe."""

import pytest

from tests.browser.conftest import axe_findings
from tests.browser.pages import PAGES

CASES = [
    pytest.param(page, who, id=f"{page}-{who or 'stranger'}") for page in PAGES for who in page.who
]
WIDTHS = (1280, 768, 320)


def own(problems, status):
    """What the browser said, without its note that a page we asked for is a 404 page."""
    return [line for line in problems if status == 200 or "status of" not in line]


@pytest.mark.parametrize(("page", "who"), CASES)
def test_a_page_is_accessible_at_every_width_and_in_both_schemes(visit, page, who):
    with visit(user=who) as window:
        assert window.go(page.address()) == page.status
        findings = []
        for width in WIDTHS:
            window.at_width(width)
            findings += [f"{width}: sideways: {what}" for what in window.overflow()]
        findings += [f"light 320: {what}" for what in axe_findings(window.page)]
        window.at_width(1280, "dark")
        findings += [f"dark 1280: {what}" for what in axe_findings(window.page)]
        assert findings + own(window.problems, page.status) == []


@pytest.mark.parametrize(("page", "who"), CASES)
def test_a_page_works_without_script_and_with_letters_twice_as_large(visit, page, who):
    with visit(user=who, java_script_enabled=False) as window:
        assert window.go(page.address()) == page.status
        assert window.page.locator("main h1").count() == 1
    with visit(user=who) as window:
        window.go(page.address())
        window.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert window.overflow() == []
        window.at_width(320)
        window.page.evaluate("document.documentElement.style.fontSize = '150%'")
        assert window.overflow() == []


def test_at_400_percent_nothing_scrolls_sideways(visit):
    with visit(
        user="asha", viewport={"width": 320, "height": 256}, device_scale_factor=4
    ) as window:
        for path in ("/", "/councils/dudley/", "/accessibility/"):
            window.go(path)
            assert window.overflow() == [], path
