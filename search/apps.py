from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from hub.setting_up import register_step
        from search import terms
        from search.listening import listen

        listen()
        register_step("new_network", 60, "Words of the field", terms.load_terms)
