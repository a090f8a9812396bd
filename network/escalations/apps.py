from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    name = "network.escalations"
    label = "escalations"
    verbose_name = "Raised with ADASS"

    def ready(self) -> None:
        from hub import waiting as hub_waiting
        from hub.access.audience import register_keys
        from hub.setup_steps import register_step
        from network.escalations import demo, leaving, search_records
        from network.escalations import waiting as escalations_waiting
        from network.escalations.permissions import keys_to_issues
        from network.people.leaving import register_belongings

        register_keys(keys_to_issues, "issue")
        hub_waiting.register_asks(escalations_waiting.asks)
        register_belongings(leaving.issues_to_hand_over)
        register_step("demo", 50, "Issues of the demonstration", demo.load)
        search_records.register_findings()
