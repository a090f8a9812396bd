from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "network.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from hub.audience import register_keys
        from hub.front_door import register_demo_accounts
        from hub.setting_up import register_step
        from network.people.admin_access import set_up_admin_access
        from network.people.demo import demo_accounts, load_demo_people
        from network.people.first_chair import invite_first_chair
        from network.people.keys import keys_from_memberships

        register_keys(keys_from_memberships)
        register_demo_accounts(demo_accounts)
        register_step("new_network", 10, "Groups, files and moderation", set_up_admin_access)
        register_step("new_network", 90, "First chair", invite_first_chair)
        register_step("demo", 10, "People of the demonstration", load_demo_people)
