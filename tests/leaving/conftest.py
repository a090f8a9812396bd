"""Somebody who was handed everything the hub hands out, and what is left of it later."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hub.mail.models import Message
from network.meetings import inviting
from network.meetings.invitees import Invitee, token_for
from network.meetings.models import CalendarAddress, Group, GroupMember, Meeting, Part, Status
from network.people.models import User
from practices.models import PracticeNotePage
from practices.notes.feeds import new_token
from search.api.tokens import make_token
from search.models import SavedSearch
from tests.meetings.conftest import BEGINNING, announced, at, group, series, year  # noqa: F401


@dataclass
class Held:
    """What this person has in hand; addresses as they were given out."""

    user: User
    meetings: list[Meeting]
    led: Meeting
    calendar: str
    notes: str
    search: str
    key: str
    answer: str

    def browser(self) -> Client:
        client = Client()
        client.force_login(self.user)
        return client

    def meetings_opened(self) -> list[str]:
        """Pages of meetings that still open for their account, the agenda and answers with them."""
        browser = self.browser()
        pages = ("meeting", "agenda", "answers", "edit", "attach", "cancel")
        addresses = [
            reverse(f"meetings:{p}", args=[m.pk]) for m in [*self.meetings, self.led] for p in pages
        ]
        return [one for one in addresses if browser.get(one).status_code == 200]

    def statuses(self) -> dict[str, int]:
        """What each address that works without signing in answers now."""
        stranger = Client()
        asked = {name: getattr(self, name) for name in ("calendar", "notes", "search", "answer")}
        found = {name: stranger.get(address).status_code for name, address in asked.items()}
        bearer = {"Authorization": f"Bearer {self.key}"}
        return found | {"key": stranger.get("/api/v1/search?q=card", headers=bearer).status_code}

    def mails(self) -> list[Message]:
        return [one for one in Message.objects.order_by("pk") if self.user.email in one.recipients]


WORKS = {"calendar": 200, "notes": 200, "search": 200, "answer": 200, "key": 200}
DEAD = {"calendar": 410, "notes": 410, "search": 410, "answer": 410, "key": 401}


@pytest.fixture
def hand_out(network, dudley, announced):  # noqa: F811
    """`hand_out(user)` gives somebody everything and returns it as Held."""

    def give(user: Any) -> Held:
        for meeting in announced:
            inviting.invite(meeting, [Invitee(user.email, user.name, user, user.council)])
        steering = Group.objects.create(network=network, name="Steering", kind=Group.Kind.STEERING)
        GroupMember.objects.create(group=steering, person=user, part=Part.CHAIR, joined=BEGINNING)
        led = Meeting.objects.create(
            group=steering, title="Steering", starts=announced[0].starts, status=Status.ANNOUNCED,
            link="https://teams.example/join/7",
        )  # fmt: skip
        secret = CalendarAddress.objects.create(person=user).secret
        saved = SavedSearch.objects.create(
            user=user, name="Safeguarding Mrs Brown", address="q=", often=SavedSearch.Often.AT_ONCE
        )
        note = PracticeNotePage(
            title="Cards", slug="cards", owner=user, audience="public", review_by=BEGINNING
        )
        dudley.page.add_child(instance=note)
        note.save_revision().publish()
        return Held(
            user=user,
            meetings=list(announced),
            led=led,
            calendar=reverse("meetings:feed", args=[secret, "all"]),
            notes=f"/feeds/all.atom?key={new_token(user)}",
            search=reverse("search_saved_feed", args=[saved.token]),
            key=make_token(user, "mine"),
            answer=reverse(
                "meetings:answer", args=[token_for(announced[0].invitations.get(person=user))]
            ),
        )

    return give
