from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Hub"

    def ready(self) -> None:
        from hub import cache, checks, demonstration, one_line, storage

        cache.listen()
        checks.register()
        demonstration.listen()
        one_line.listen()
        storage.listen()
