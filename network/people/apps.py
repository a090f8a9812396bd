from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "network.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from django.db.models.signals import post_save, pre_delete

        from hub.access.audience import register_keys
        from hub.setup_steps import register_step
        from hub.waiting import register_asks
        from network.people import leaving
        from network.people.cms_access import set_up_admin_access
        from network.people.demo import load_demo_people
        from network.people.invitations import invite_first_chair
        from network.people.models import User
        from network.people.permissions import keys_from_memberships
        from network.people.search_records import register_findings
        from network.people.waiting import asks

        register_keys(keys_from_memberships)
        register_step("new_network", 10, "Groups, files and moderation", set_up_admin_access)
        register_step("new_network", 90, "First chair", invite_first_chair)
        register_step("demo", 10, "People of the demonstration", load_demo_people)
        register_asks(asks)
        register_findings()
        leaving.register_withdrawal("rights on the editors’ side", leaving.take_editors_rights)
        leaving.register_withdrawal("invitations to join", leaving.withdraw_offers)
        post_save.connect(leaving.on_user_saved, sender=User, dispatch_uid="people-account-closed")
        pre_delete.connect(leaving.on_user_deleted, sender=User, dispatch_uid="people-erased")
