from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    label = "practices"
    verbose_name = "Practices"

    def ready(self) -> None:
        from hub.findable import register
        from hub.setting_up import register_step
        from practices import demo, findings, keeping_up, setting_up
        from practices.models import PracticeNotePage, Source

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
        )
        keeping_up.listen()
        register_step("new_network", 20, "Topics and sources", setting_up.start_topics_and_sources)
        register_step("demo", 30, "Practice notes", demo.load_demo_notes)
