from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "network.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from django.db.models.signals import post_save, pre_delete

        from hub.audience import register_keys
        from hub.front_door import register_asks, register_demo_accounts
        from hub.own_pages import register_own_pages
        from hub.setting_up import register_step
        from network.councils.shelf import register_people
        from network.people import leaving, rights_of_leavers
        from network.people.admin_access import set_up_admin_access
        from network.people.demo import demo_accounts, load_demo_people
        from network.people.findings import register_findings
        from network.people.first_chair import invite_first_chair
        from network.people.front_page import asks
        from network.people.keys import keys_from_memberships
        from network.people.models import User
        from network.people.own_pages import own_pages
        from network.people.seated import people_of_council

        register_keys(keys_from_memberships)
        register_demo_accounts(demo_accounts)
        register_step("new_network", 10, "Groups, files and moderation", set_up_admin_access)
        register_step("new_network", 90, "First chair", invite_first_chair)
        register_step("demo", 10, "People of the demonstration", load_demo_people)
        register_people(people_of_council)
        register_asks(asks)
        register_own_pages(30, own_pages)
        register_findings()
        leaving.register_withdrawal(
            "rights on the editors’ side", rights_of_leavers.take_editors_rights
        )
        leaving.register_withdrawal("invitations to join", rights_of_leavers.withdraw_offers)
        post_save.connect(leaving.on_user_saved, sender=User, dispatch_uid="people-account-closed")
        pre_delete.connect(leaving.on_user_deleted, sender=User, dispatch_uid="people-erased")
