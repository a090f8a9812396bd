"""Two people editing lose nothing."""

import pytest

from practices.models import PracticeNotePage
from tests.practices.posting.test_journey import filled, fraud, network, newest, started  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_second_save_shows_both_texts_and_writes_nothing(client, started, fraud, bob):  # noqa: F811
    hers = filled(client, started, fraud, why="Alice’s reason")
    client.force_login(bob)
    client.post(f"/post/{started.pk}/", filled(client, started, fraud, why="Bob’s reason"))
    answer = client.post(f"/post/{started.pk}/", hers)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Alice’s reason" in text and "Bob’s reason" in text
    assert "Bob’s reason" in newest(started).why


def test_she_keeps_his_words_for_one_field_and_hers_for_another(client, started, fraud, bob):  # noqa: F811
    hers = filled(client, started, fraud, why="Alice’s reason", summary="Alice’s summary")
    client.force_login(bob)
    his = filled(client, started, fraud, why="Bob’s reason", summary="Bob’s summary")
    client.post(f"/post/{started.pk}/", his)
    version = client.post(f"/post/{started.pk}/", hers).context["version"]
    client.post(f"/post/{started.pk}/", hers | {"version": version, "theirs-why": "on"})
    draft = PracticeNotePage.objects.get().get_latest_revision_as_object()
    assert draft.why == "<p>Bob’s reason</p>"
    assert draft.summary == "Alice’s summary"


def test_an_autosave_never_writes_over_somebody_elses_words(client, started, fraud, bob):  # noqa: F811
    hers = filled(client, started, fraud, why="Alice’s reason")
    client.force_login(bob)
    client.post(f"/post/{started.pk}/", filled(client, started, fraud, why="Bob’s reason"))
    answer = client.post(f"/post/{started.pk}/autosave/", hers)
    assert answer.status_code == 409
    assert "Bob’s reason" in newest(started).why


def test_typing_on_leaves_one_revision_and_each_save_a_new_version(client, started, fraud):  # noqa: F811
    before = started.revisions.count()
    versions = set()
    for words in ("one", "two", "three"):
        typed = filled(client, started, fraud, why=words)
        told = client.post(f"/post/{started.pk}/autosave/", typed).json()
        versions.add(told["version"])
    assert len(versions) == 3
    assert started.revisions.count() == before


def test_a_box_i_left_empty_does_not_wipe_what_stands(client, started, fraud, bob):  # noqa: F811
    hers = filled(client, started, fraud, why="")
    client.force_login(bob)
    client.post(f"/post/{started.pk}/", filled(client, started, fraud, why="Bob’s reason"))
    text = client.post(f"/post/{started.pk}/", hers).content.decode()
    assert 'name="theirs-why" value="on"' in text


def test_what_she_never_touched_stays_as_he_left_it(client, started, fraud, bob):  # noqa: F811
    client.post(f"/post/{started.pk}/", filled(client, started, fraud))
    hers = filled(client, started, fraud, why="Alice’s reason")
    client.force_login(bob)
    his = filled(client, started, fraud, summary="Bob’s summary", status="stopped", tags="bobs")
    client.post(f"/post/{started.pk}/", his)
    page = client.post(f"/post/{started.pk}/", hers)
    assert [row["field"].name for row in page.context["fields"]] == ["why"]
    kept = {f"theirs-{field.name}": "on" for field in page.context["untouched"]}
    client.post(f"/post/{started.pk}/", hers | kept | {"version": page.context["version"]})
    draft = newest(started)
    assert (draft.why, draft.summary) == ("<p>Alice’s reason</p>", "Bob’s summary")
    assert (draft.status, [tag.name for tag in draft.tags.all()]) == ("stopped", ["bobs"])


@pytest.mark.parametrize("version", ["", "x", "0", "9" * 40, "-1", "٣-1"])
def test_a_version_that_was_never_ours_shows_both_texts(client, started, fraud, version):  # noqa: F811
    answer = client.post(f"/post/{started.pk}/", filled(client, started, fraud, version=version))
    assert answer.status_code == 409
