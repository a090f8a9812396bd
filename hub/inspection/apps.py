from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "hub.inspection"
    label = "inspection"
    verbose_name = "What is inside files"

    def ready(self) -> None:
        from hub.inspection import signals

        signals.listen()
