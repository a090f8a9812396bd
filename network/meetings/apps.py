from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "network.meetings"
    label = "meetings"
    verbose_name = "Meetings"

    def ready(self) -> None:
        from hub.audience import register_keys
        from network.meetings.keys import keys_from_groups

        register_keys(keys_from_groups)
