"""Every kind of page, for each reader: three widths, two schemes, no script, large letters, axe."""

import pytest

from tests.browser.conftest import axe_findings, signed_in
from tests.browser.crawl import kinds_of_page

WIDTHS = (1280, 768, 320)
HERS = {"home", "meetings:meeting", "escalations:issue"}  # what stands on these is each reader's
READERS = ["", "asha", "marian", "helen", "joan", "sam"]


@pytest.fixture(scope="session")
def seen():
    """Kinds of page that a member before this one has shown already."""
    return set()


def pages_for(reader, seen):
    """What this reader can reach; for those after the first member, what is new or differs."""
    pages = kinds_of_page(signed_in(reader))
    assert "home" in pages
    fresh = {kind: path for kind, path in pages.items() if kind in HERS or kind not in seen}
    if reader:
        seen.update(pages)
    return fresh


# Some hundred and fifty pages, each in eight ways: minutes. `make crawl` and `.ci/run` run it.
@pytest.mark.crawl
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader or "stranger")
def test_every_page_a_reader_can_reach(visit, seen, reader):
    """One window with script and one without for all pages; a failure names each page and why."""
    pages = pages_for(reader, seen)
    with visit(user=reader) as window, visit(user=reader, java_script_enabled=False) as plain:
        findings = [
            f"{path}: {what}"
            for path in pages.values()
            for what in [*look_at(window, path), *look_without_script(plain, path)]
        ]
    if findings:
        pytest.fail(f"{len(pages)} pages seen\n" + "\n".join(findings), pytrace=False)


def look_at(window, path):
    """Everything that is wrong with a page: width, contrast, names, letters, complaints."""
    window.problems.clear()
    window.at_width(WIDTHS[0])
    status = window.go(path)
    findings = [] if status == 200 else [f"status {status}"]
    for width in WIDTHS:  # axe looks at the narrowest in light, at the widest in dark
        window.at_width(width)
        findings += [f"{width}: sideways: {what}" for what in window.overflow()]
    findings += [f"light 320: {what}" for what in axe_findings(window.page)]
    window.larger_letters("150%")
    findings += [f"320 with larger letters: {what}" for what in window.overflow()]
    window.larger_letters("")
    window.at_width(1280, "dark")
    findings += [f"dark 1280: {what}" for what in axe_findings(window.page)]
    window.larger_letters("200%")
    findings += [f"letters twice as large: {what}" for what in window.overflow()]
    return findings + window.problems


def look_without_script(window, path):
    window.go(path)
    if window.page.locator("main h1").count() != 1:
        return ["without script: not exactly one h1 in main"]
    return []


@pytest.mark.parametrize(
    ("path", "status"),
    [("/no/such/page/", 404), ("/search/?q=zzzzqqq", 200), ("/search/?q=%22", 200)],
)
def test_pages_that_no_link_leads_to(visit, path, status):
    with visit() as window:
        assert window.go(path) == status
        window.at_width(320)
        assert window.overflow() + axe_findings(window.page) == []


def test_at_400_percent_nothing_scrolls_sideways(visit):
    with visit(
        user="asha", viewport={"width": 320, "height": 256}, device_scale_factor=4
    ) as window:
        for path in ("/", "/councils/cordlemere/", "/search/?q=card", "/topics/fraud/"):
            window.go(path)
            assert window.overflow() == [], path
