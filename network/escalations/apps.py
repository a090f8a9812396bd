from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "network.escalations"
    label = "escalations"
    verbose_name = "Raised with ADASS"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from hub import findable, front_door
        from hub.audience import register_keys
        from hub.held_files import register_files
        from hub.own_pages import register_own_pages
        from hub.setting_up import register_step
        from network.escalations import belongings, demo, findings, my_data, waiting
        from network.escalations.keys import keys_to_issues
        from network.escalations.models import Issue
        from network.escalations.own_pages import own_pages
        from network.people.belongings import register_belongings
        from network.people.personal_data import register_personal_data

        register_keys(keys_to_issues, "issue")
        front_door.register_asks(waiting.asks)
        register_belongings(belongings.issues_to_hand_over)
        register_personal_data("issues", my_data.issues_of)
        register_own_pages(20, own_pages)
        register_step("demo", 50, "Issues of the demonstration", demo.load)
        findable.register(
            Issue,
            kind=findings.KIND,
            label=_("Issue raised with ADASS"),
            describe=findings.describe,
            everything=lambda: Issue.objects.sent().select_related(
                "network", "council", "barrier", "raised_by"
            ),
        )
        register_files(
            "issue",
            Issue,
            by="issue",
            uses=findings.used_files,
            describe=findings.describe_file,
            key=findings.key_of_file,
            may_read=findings.may_read_file,
            address=findings.address_of_file,
        )
