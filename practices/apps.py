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

        from hub.access.files import register_files
        from hub.search_registry import register
        from hub.setup_steps import register_step
        from hub.waiting import register_asks
        from network.people.leaving import register_belongings, register_withdrawal
        from practices import demo
        from practices.demo import load_demo_adoptions, load_demo_questions
        from practices.leaving import end_feed_addresses, end_page_subscriptions, notes_to_hand_over
        from practices.models import NoteTag, PracticeNotePage, Question, Source, Topic
        from practices.notes import files, known_for, services
        from practices.notes import search_records as notes_search_records
        from practices.notes import signals as notes_signals
        from practices.posting import signals as posting_signals
        from practices.posting.workflow_status import asks
        from practices.questions import search_records as questions_search_records
        from practices.sources import link_checks
        from practices.tags.services import tag_of_note_saved
        from practices.topics import setup_steps

        register(
            PracticeNotePage,
            kind="note",
            label=_("Practice note"),
            describe=notes_search_records.describe_note,
            everything=notes_search_records.findable_notes,
        )
        register(
            Source,
            kind="source",
            label=_("Source"),
            describe=notes_search_records.describe_source,
            everything=notes_search_records.findable_sources,
            turns_with_the_day=True,
        )
        register(
            Topic, kind="topic", label=_("Topic"), describe=notes_search_records.describe_topic
        )
        register(
            Question,
            kind="question",
            label=_("Question"),
            describe=questions_search_records.describe,
            everything=questions_search_records.everything,
        )
        notes_search_records.follow_what_is_read()
        questions_search_records.follow_what_is_read()
        known_for.register()
        register_files(
            "note",
            PracticeNotePage,
            by="note",
            uses=notes_search_records.used_files,
            describe=notes_search_records.describe_file,
            key=files.key_of,
            may_read=files.may_read_file_of,
        )
        notes_signals.listen()
        post_save.connect(tag_of_note_saved, sender=NoteTag, dispatch_uid="practices-tag-merged")
        register_asks(services.asks_for)
        register_asks(link_checks.asks_for)
        register_belongings(notes_to_hand_over)
        register_withdrawal("feed addresses", end_feed_addresses)
        register_withdrawal("subscriptions to comments", end_page_subscriptions)
        register_step("new_network", 20, "Topics and sources", setup_steps.start_topics_and_sources)
        register_step("demo", 30, "Practice notes", demo.load_demo_notes)
        register_step("demo", 35, "Questions", load_demo_questions)
        register_step("demo", 36, "Who else does it", load_demo_adoptions)
        register_asks(asks)
        register_asks(questions_search_records.asks)
        posting_signals.listen()

    def bench_import(self, server: Any, folder: Path, count: int) -> str:
        """A line of `make bench`."""
        from practices.bench import bench_import

        return bench_import(server, folder, count)
