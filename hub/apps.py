from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self) -> None:
        from hub import cache, checks, one_line, storage

        cache.listen()
        checks.register()
        one_line.listen()
        storage.listen()
