from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self) -> None:
        from hub import checks, one_line, storage

        checks.register()
        one_line.listen()
        storage.listen()
