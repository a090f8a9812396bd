from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    label = "practices"
    verbose_name = "Practices"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from hub.findable import register
        from hub.front_door import register_asks, register_news, register_topic_tiles
        from hub.held_files import register_files
        from hub.own_pages import register_own_pages
        from hub.setting_up import register_step
        from network.councils.shelf import register_feed, register_shelf
        from network.people.belongings import register_belongings
        from network.people.leaving import register_withdrawal
        from network.people.personal_data import register_personal_data
        from practices import (
            demo,
            files,
            findings,
            keeping_up,
            known_for,
            link_checks,
            reviews,
            setting_up,
        )
        from practices.adoptions.demo import load_demo_adoptions
        from practices.belongings import notes_to_hand_over
        from practices.front_page import (
            feed_of_council,
            newest_notes,
            notes_by_council,
            shelf_of_council,
            topics_with_councils,
        )
        from practices.leaving import end_feed_addresses, end_page_subscriptions
        from practices.merging_tags import tag_of_note_saved
        from practices.models import NoteTag, PracticeNotePage, Question, Source, Topic
        from practices.my_data import notes_of, questions_of
        from practices.own_pages import own_pages
        from practices.posting import letting_know
        from practices.posting.waiting import asks
        from practices.questions import telling
        from practices.questions.demo import load_demo_questions

        register(
            PracticeNotePage,
            kind="note",
            label=_("Practice note"),
            describe=findings.describe_note,
            everything=findings.findable_notes,
        )
        register(
            Source,
            kind="source",
            label=_("Source"),
            describe=findings.describe_source,
            everything=findings.findable_sources,
            turns_with_the_day=True,
        )
        register(Topic, kind="topic", label=_("Topic"), describe=findings.describe_topic)
        register(
            Question,
            kind="question",
            label=_("Question"),
            describe=telling.describe,
            everything=telling.everything,
        )
        findings.follow_what_is_read()
        telling.follow_what_is_read()
        known_for.register()
        register_files(
            "note",
            PracticeNotePage,
            by="note",
            uses=findings.used_files,
            describe=findings.describe_file,
            key=files.key_of,
            may_read=files.may_read_file_of,
        )
        keeping_up.listen()
        post_save.connect(tag_of_note_saved, sender=NoteTag, dispatch_uid="practices-tag-merged")
        register_asks(reviews.asks_for)
        register_asks(link_checks.asks_for)
        register_belongings(notes_to_hand_over)
        register_personal_data("practice notes", notes_of)
        register_personal_data("questions", questions_of)
        register_withdrawal("feed addresses", end_feed_addresses)
        register_withdrawal("subscriptions to comments", end_page_subscriptions)
        register_step("new_network", 20, "Topics and sources", setting_up.start_topics_and_sources)
        register_step("demo", 30, "Practice notes", demo.load_demo_notes)
        register_step("demo", 35, "Questions", load_demo_questions)
        register_step("demo", 36, "Who else does it", load_demo_adoptions)
        register_news(newest_notes)
        register_topic_tiles(topics_with_councils)
        register_shelf(shelf_of_council, notes_by_council)
        register_feed(feed_of_council)
        register_asks(asks)
        register_asks(telling.asks)
        register_own_pages(10, own_pages)
        letting_know.listen()

    def bench_import(self, server: Any, folder: Path, count: int) -> str:
        """A line of `make bench`."""
        from practices.bench import bench_import

        return bench_import(server, folder, count)
