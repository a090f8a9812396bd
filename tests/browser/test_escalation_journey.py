"""An issue's whole way, by the people who would do it, each in a window of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from network.escalations import jobs, trail
from network.escalations.models import Issue
from practices.models import PracticeNotePage

TITLE = "Let a bank statement on the screen count as a bank statement"


@pytest.fixture
def press(visit):
    """Open a page as somebody, fill in and press a button; gives what the page then says."""

    def act(who, path, button, **fields):
        with visit(user=who) as window:
            assert window.go(path) == 200, (who, path)
            for name, value in fields.items():
                fill(window.page, name, value)
            window.page.get_by_role("button", name=button, exact=True).click()
            window.page.wait_for_load_state()
            return window.page.locator("main").inner_text()

    return act


def fill(page, name, value):
    field = page.locator(f"[name='{name}']")
    kind = field.first.evaluate("e => e.tagName + ':' + (e.type || '')")
    if kind.startswith("SELECT"):
        field.select_option(value)
    elif kind.endswith(("radio", "checkbox")):
        page.locator(f"[name='{name}'][value='{value}']").check()
    else:
        field.fill(value)


def read(visit, who, path):
    with visit(user=who) as window:
        window.go(path)
        return window.page.locator("main").inner_text()


def letters_to(who):
    from hub.mail.models import Message

    return [m for m in Message.objects.order_by("pk") if m.recipients[0].startswith(who)]


def test_the_whole_way_of_an_issue(visit, press):
    note = PracticeNotePage.objects.live().filter(council__slug="mallowby").first()
    assert isinstance(note, Page)

    # Asha in Cordlemere raises it from Mallowby's note.
    said = press(
        "asha", f"/raised/new/?from_page={note.pk}", "Save and look it over",
        title=TITLE, what_happens="Audit asks for paper that no bank posts any more.",
        who_affected="About 200 people.", what_we_ask="Accept what the bank shows on the screen.",
        barrier="Audit", topic="prepaid-cards",
    )  # fmt: skip
    assert note.title in said
    issue = Issue.objects.get(title=TITLE)
    here = issue.get_absolute_url()
    with visit(user="grace") as window:
        assert window.go(here) == 404
    said = press("asha", f"{here}ready/", "Send it")
    assert "Gathering signatures" in said and "Cordlemere" in said

    # Two councils co-sign; the third signature takes it to the chair.
    press("grace", f"{here}do/sign/", "Sign for your council")
    said = press("harjit", f"{here}do/sign/", "Sign for your council")
    assert "Signed by 3 councils" in said and "With the chair" in said
    assert TITLE in read(visit, "marian", "/raised/triage/")
    assert "With ADASS" in press("marian", f"{here}do/send_up/", "Send it to ADASS")

    # Helen at ADASS takes it, asks, is answered, and answers.
    assert TITLE in read(visit, "helen", "/raised/queue/")
    press("helen", f"{here}do/take/", "Take it")
    said = press("helen", f"{here}do/ask/", "Ask a question", text="Which banks are these?")
    assert "Paused on day 0 of 20" in said
    assert "Which banks are these?" in read(visit, "asha", here)
    said = press("asha", f"{here}do/reply/", "Reply to the question", text="All but one.")
    assert "Day 0 of 20" in said
    said = press(
        "helen", f"{here}answer/", "Publish the answer",
        outcome="partly", in_plain_words="Audit accepts what the screen shows, once a year.",
        reasons="Banks post no paper.\nOnce a year is enough to see a pattern.",
    )  # fmt: skip
    assert "Agreed in part" in said

    # All who asked hear, and everybody sees that they did.
    for who in ("asha", "grace", "harjit"):
        assert "Audit accepts what the screen shows" in letters_to(who)[-1].text()
        assert "Agreed in part" in read(visit, who, here)
    issue.refresh_from_db()
    assert issue.state == "told_back"

    # Three months later each is asked by mail; Harjit says no by the link, without signing in.
    issue.check_on = timezone.localdate() - timedelta(days=1)
    issue.save()
    jobs.ask_if_it_worked()
    letter = letters_to("harjit")[-1].text()
    link = next(word for word in letter.split() if "/raised/check/" in word)
    said = press("", "/raised/check/" + link.split("/raised/check/")[1], "Send my answer",
                 answer="no", line="Ours still asks for paper.")  # fmt: skip
    assert "Thank you" in said
    assert "Ours still asks for paper." in read(visit, "marian", here)

    # The chair opens it again; its history stays.
    said = press(
        "marian", f"{here}do/reopen/", "Open it again", reason="One council sees no change."
    )
    assert "With ADASS" in said
    assert "Agreed in part" in said and "Day 0 of 20" in said
    assert list(trail.breaks()) == []

    # A stranger finds nothing of it.
    with visit() as window:
        assert window.go(here) == 404


def test_an_open_issue_like_the_one_being_typed_is_offered_while_typing(visit):
    issue = Issue.objects.filter(state="gathering", level="network").first()
    with visit(user="grace") as window:
        window.go("/raised/new/")
        window.page.locator("[name='title']").press_sequentially(issue.title)
        window.page.get_by_role("heading", name="Open already: join this one instead?").wait_for()
