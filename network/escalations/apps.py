from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "network.escalations"
    label = "escalations"
    verbose_name = "Raised with ADASS"

    def ready(self) -> None:
        from hub import front_door
        from hub.audience import register_keys
        from hub.own_pages import register_own_pages
        from hub.setting_up import register_step
        from network.escalations import belongings, demo, findings, my_data, waiting
        from network.escalations.keys import keys_to_issues
        from network.escalations.own_pages import own_pages
        from network.people.belongings import register_belongings
        from network.people.personal_data import register_personal_data

        register_keys(keys_to_issues, "issue")
        front_door.register_asks(waiting.asks)
        register_belongings(belongings.issues_to_hand_over)
        register_personal_data("issues", my_data.issues_of)
        register_own_pages(20, own_pages)
        register_step("demo", 50, "Issues of the demonstration", demo.load)
        findings.register_findings()
