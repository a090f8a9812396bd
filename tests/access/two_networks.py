"""Two networks with one of everything, and which words each person may read.

Every hidden thing carries a made-up word that stands nowhere else, in its title, text and file
name. `Hub.words` says for each word the names of those who may meet it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import Collection

from hub.inspection.models import FileCheck
from hub.inspection.services import look_inside
from hub.models import HubDocument, HubImage
from network.councils.models import Council, Network, TeamModel
from network.councils.services import set_up_network
from network.escalations.models import Barrier, Level
from network.escalations.services import raising
from network.meetings import inviting, papers, planning
from network.meetings.models import Group, GroupMember, Meeting, Minutes, Part, Rhythm, Series
from network.people import invitations
from network.people.cms_access import set_up_admin_access
from network.people.models import Membership, Role, User
from network.people.roles import end_role
from practices.models import NoteAttachment, NoteReference, PracticeNotePage, Source, Topic
from practices.notes.services import publish_note
from practices.posting.drafts import save_draft, version_of
from practices.posting.services import send_in
from practices.questions import services as questions
from search.models import SavedSearch
from tests.conftest import person

WEST = {"lead", "colleague", "chair", "deputy", "editor", "resident", "administrator", "neighbour"}
EAST = {"east_lead", "east_chair"}
BOTH = "lead_in_both"  # a lead in Walsall who also helps an eastern council as its network's editor
WALKERS = (
    "stranger", "lead", "colleague", "chair", "deputy", "editor", "adass", "resident",
    "administrator", "observer", "leaver", "east_lead", "lead_in_both",
)  # fmt: skip
LETTERS = "bcdfghjklmnpqrstvwxz"


@dataclass
class Hub:
    """What was built: people by name, words with their readers, numbers by kind."""

    people: dict[str, int] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def word(self, what: str, readers: set[str]) -> str:
        """A new made-up word that only these people may meet."""
        number = len(self.words)
        made = "zq" + LETTERS[number // 20] + "u" + LETTERS[number % 20] + "oq"
        self.words[made], self.said[made] = frozenset(readers), what
        return made

    def hidden_from(self, name: str) -> dict[str, str]:
        """The words that this person must not meet, with what each is of."""
        return {word: self.said[word] for word, who in self.words.items() if name not in who}


def build() -> Hub:
    """Write it all. Numbers of rows are the same each time."""
    hub = Hub()
    west, east = set_up_network("West Midlands"), set_up_network("East Midlands")
    cast = people_of(west, east)
    for network in (west, east):
        set_up_admin_access(network)
    fraud = Topic.objects.create(slug="fraud", name="Fraud", what_it_is="Deceit.")
    dudley, walsall = cast["lead"].council, cast["neighbour"].council
    derby = cast["east_lead"].council
    west_shelf = {"lead", "colleague"}
    shelves = (
        (dudley, cast["lead"], west_shelf, {"chair", "deputy", "editor", "administrator"}, WEST | {BOTH}),
        (walsall, cast["neighbour"], {"neighbour", BOTH}, {"chair", "deputy", "editor", "administrator"}, WEST | {BOTH}),
        (derby, cast["east_lead"], {"east_lead"}, {"east_chair", BOTH}, EAST | {BOTH}),
    )  # fmt: skip
    for council, lead, own, editors, members in shelves:
        notes_of(hub, council, lead, fraud, own=own, editors=editors, members=members)
    for network, lead, chair, members, chairs, adass in (
        (west, cast["lead"], cast["chair"], WEST | {BOTH}, {"chair", "deputy"}, {"adass"}),
        (east, cast["east_lead"], cast["east_chair"], EAST | {BOTH}, {"east_chair"}, set()),
    ):
        own = west_shelf if network == west else {"east_lead"}
        talk_of(hub, network, lead, cast, members)
        meetings_of(hub, network, chair, members | adass, chairs)
        issues_of(hub, network, lead, own=own, all_of_it=members | adass, chairs=chairs | adass)
        small_things_of(hub, network, lead, chair, own, members, chairs)
    hub.people = {name: user.pk for name, user in cast.items()}
    return hub


def people_of(west: Network, east: Network) -> dict[str, User]:
    """Everybody by name; `observer` has a role that nobody described, `leaver` has left."""
    at = {council.slug: council for council in Council.objects.all()}
    dudley = at["dudley"]
    cast = {
        "lead": person("Lena", west, Role.DP_LEAD, dudley),
        "colleague": person("Colin", west, Role.COLLEAGUE, dudley),
        "neighbour": person("Nora", west, Role.DP_LEAD, at["walsall"]),
        "chair": person("Chas", west, Role.CHAIR, at["sandwell"]),
        "deputy": person("Dev", west, Role.DEPUTY, at["coventry"]),
        "editor": person("Edda", west, Role.EDITOR, organisation="Network"),
        "adass": person("Adam", west, Role.ADASS_MANAGER, organisation="ADASS"),
        "resident": person("Resi", west, Role.RESIDENT, organisation="Forum"),
        "administrator": person("Admi", west, Role.ADMINISTRATOR),
        "east_lead": person("Esme", east, Role.DP_LEAD, at["derby"]),
        "east_chair": person("Ezra", east, Role.CHAIR, at["leicester"]),
        "lead_in_both": person("Boto", west, Role.DP_LEAD, at["walsall"]),
        "observer": User.objects.create_user("observer@example.org", "x", name="Obi", council=dudley),
        "leaver": person("Levi", west, Role.DP_LEAD, dudley),
    }  # fmt: skip
    Membership.objects.create(user=cast["lead_in_both"], network=east, role=Role.EDITOR)
    Membership.objects.create(user=cast["observer"], network=west, role="observer")
    end_role(cast["leaver"].memberships.get(), by=cast["chair"], reason="Has left")
    return {name: User.objects.get(pk=user.pk) for name, user in cast.items()}


def notes_of(
    hub: Hub, council: Council, lead: User, topic: Topic, *,
    own: set[str], editors: set[str], members: set[str],
) -> None:  # fmt: skip
    """One note of each audience, and of each way to be unfinished."""
    everybody = members | ({"adass"} if "lead" in members else set())
    named = council.slug
    word = hub.word(f"{named} file of nothing", own)
    shelf = Collection.objects.get(name=council.short_name)
    a_file(word, lead, shelf)
    a_picture(word, lead, shelf)
    note(hub, f"{named} adass", council, lead, topic, "adass", everybody)
    note(hub, f"{named} network", council, lead, topic, "network", members)
    note(hub, f"{named} council", council, lead, topic, "council", own)
    draft = note(hub, f"{named} draft", council, lead, topic, "network", own, publish=False)
    sent = note(hub, f"{named} sent", council, lead, topic, "network", own | editors, publish=False)
    send_in(sent, lead, version_of(sent.get_latest_revision()))
    changed = note(hub, f"{named} changed", council, lead, topic, "network", members)
    word = hub.word(f"{named} newer words", own)
    save_draft(
        changed, {"summary": f"Newer {word}", "title": f"Newer {word}"}, lead,
        based_on=version_of(changed.get_latest_revision()),
    )  # fmt: skip
    TeamModel.objects.create(council=council, support_provider=hub.word(f"{named} team", members))
    assert not draft.live


def note(
    hub: Hub, what: str, council: Council, by: User, topic: Topic, audience: str,
    readers: set[str], *, publish: bool = True,
) -> PracticeNotePage:  # fmt: skip
    """A note with its own word in title, text, tag, source, file and picture."""
    word = hub.word(what, readers)
    made = PracticeNotePage(
        title=f"Note {word}", summary=f"Summary {word}", what_we_did=f"<p>We {word}.</p>",
        why="<p>Because.</p>", owner=by, audience=audience, live=False,
    )  # fmt: skip
    council.page.add_child(instance=made)
    shelf = Collection.objects.get(name=council.short_name)
    made.attachments.add(NoteAttachment(document=a_file(word, by, shelf)))
    picture = a_picture(word, by, shelf)
    made.body = [("figure", {"image": picture, "alt_text": f"Shows {word}", "caption": ""})]
    made.topics.set([topic])
    made.tags.add(f"tag{word}")
    source = Source.objects.create(
        ref=f"ref-{word}", title=f"Paper {word}", url=f"https://example.org/{word}",
        audience_key=f"council:{council.pk}",
    )  # fmt: skip
    made.references.add(NoteReference(source=source))
    made.save()
    if publish:
        made = publish_note(made, by)
        Source.objects.filter(pk=source.pk).update(audience_key=made.audience_key)
    else:
        made.save_revision(user=by)
    return PracticeNotePage.objects.get(pk=made.pk)


def a_file(word: str, by: User, shelf: Collection, **more: Any) -> HubDocument:
    made = HubDocument(title=f"File {word}", uploaded_by_user=by, collection=shelf, **more)
    made.file.save(f"{word}.txt", ContentFile(f"Text {word}".encode()), save=False)
    made.save()
    FileCheck.objects.create(document=made, file_name=made.file.name)  # looked into: nothing found
    return made


def a_picture(word: str, by: User, shelf: Collection) -> HubImage:
    drawn = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(drawn, "PNG")
    return HubImage.objects.create(
        title=f"Picture {word}",
        uploaded_by_user=by,
        collection=shelf,
        file=ImageFile(io.BytesIO(drawn.getvalue()), f"{word}.png"),
    )


def talk_of(
    hub: Hub, network: Network, lead: User, cast: dict[str, User], members: set[str]
) -> None:
    """A question; one answer is a resident's, of no council."""
    word = hub.word(f"{network.slug} question", members)
    asked = questions.ask(network, lead, title=f"Question {word}", detail=f"More {word}")
    who = cast["resident"] if network == cast["resident"].network else cast["east_chair"]
    questions.answer(asked, who, hub.word(f"{network.slug} answer", members))


def meetings_of(
    hub: Hub, network: Network, chair: User, readers: set[str], chairs: set[str]
) -> None:
    """Announced and draft meetings of the network, and one of a smaller group."""
    group = Group.objects.create(network=network, name="Network")
    told, drafted = (
        hub.word(f"{network.slug} meeting", readers),
        hub.word(f"{network.slug} planned meeting", chairs),
    )
    for word, announced in ((told, True), (drafted, False)):
        one = meeting(group, f"Meeting {word}", f"https://meet.example/{word}")
        text = ContentFile(f"Text {word}".encode(), name=f"{word}.txt")
        look_inside(papers.attach(one, f"Paper {word}", text, by=chair).document)
        unseen = hub.word(f"{network.slug} paper that nobody checked", chairs)
        text = ContentFile(f"Mr Hollis {unseen}".encode(), name=f"{unseen}.txt")
        unfit = papers.attach(one, f"Unfit {unseen}", text, by=chair)
        look_inside(unfit.document)
        assert not papers.is_fit(unfit)
        if announced:
            inviting.announce([one], by=chair)
            Minutes.objects.create(meeting=one, text=f"Minutes {word}", final=True)
    small = Group.objects.create(network=network, name="Steering", kind=Group.Kind.STEERING)
    GroupMember.objects.create(
        group=small, person=chair, part=Part.CHAIR, joined=timezone.localdate() - timedelta(9)
    )
    word = hub.word(f"{network.slug} small group", chairs)
    Group.objects.filter(pk=small.pk).update(name=f"Steering {word}", remit=f"Remit {word}")
    inviting.announce([meeting(small, f"Small {word}", f"https://meet.example/{word}")], by=chair)
    assert GroupMember.objects.filter(group=small).count() == 1


def meeting(group: Group, title: str, link: str) -> Meeting:
    """Of a series whose name everybody in the group may know; the meeting's own name is new."""
    series = Series.objects.create(
        group=group, name="Turns", rhythm=Rhythm.SIX_WEEKS, starts_at=time(10), way="online"
    )
    others = Meeting.objects.filter(series__group=group).count()  # a group meets once a day
    day = timezone.localdate() + timedelta(days=40 + 7 * others)
    planning.take_dates(series, [planning.Wanted(day)], version=series.version)
    series.meetings.update(title=title, link=link)
    return series.meetings.get()


def issues_of(
    hub: Hub, network: Network, lead: User, *, own: set[str], all_of_it: set[str], chairs: set[str]
) -> None:
    """An open issue, a confidential one and a draft, each with a file that shows it."""
    raiser = {"lead"} if "lead" in own else {"east_lead"}
    leads = {name for name in own if name.endswith("lead")} | (own & {"colleague"})
    levels = (
        ("open issue", Level.NETWORK, True, all_of_it),
        ("confidential issue", Level.ADASS, True, leads | chairs),
        ("draft issue", Level.NETWORK, False, raiser),
    )
    for what, level, send, readers in levels:
        word = hub.word(f"{network.slug} {what}", readers)
        issue = raising.save_draft(
            lead, network,
            {
                "title": f"Issue {word}", "what_happens": f"It {word}.", "who_affected": "Forty.",
                "what_we_ask": f"Stop {word}.", "topic": "fraud", "level": level,
                "barrier": Barrier.objects.get(slug="legal"),
            },
        )  # fmt: skip
        root = Collection.get_first_root_node()
        raising.add_evidence(issue, lead, document=a_file(word, lead, root), title=f"See {word}")
        if send:
            raising.send(issue, lead)


def small_things_of(
    hub: Hub, network: Network, lead: User, chair: User, own: set[str], members: set[str],
    chairs: set[str],
) -> None:  # fmt: skip
    """A saved search, an invitation that waits, and a phone number."""
    mine = {"lead"} if "lead" in own else {"east_lead"}
    saved = hub.word(f"{network.slug} saved search", mine)
    SavedSearch.objects.create(user=lead, name=f"Saved {saved}", address=f"q={saved}")
    run = chairs | ({"administrator"} if "administrator" in members else set())
    guest = hub.word(f"{network.slug} invited", run | mine)
    invitations.invite(
        network,
        invitations.Guest(
            f"{guest}@example.org", f"Guest {guest}", (Role.COLLEAGUE,), lead.council
        ),
        by=chair,
    )
    everybody = members | ({"adass"} if "lead" in members else set())
    User.objects.filter(pk=lead.pk).update(
        phone=hub.word(f"{network.slug} phone", everybody), job_title="Lead"
    )
