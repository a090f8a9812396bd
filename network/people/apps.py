from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "network.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from hub.audience import register_keys
        from network.people.keys import keys_from_memberships

        register_keys(keys_from_memberships)
