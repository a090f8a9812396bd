"""Wagtail's app of users, told to use our pages; in INSTALLED_APPS in place of "wagtail.users"."""

from wagtail.users.apps import WagtailUsersAppConfig


class HubUsersAppConfig(WagtailUsersAppConfig):
    user_viewset = "network.people.cms_users.PeopleViewSet"
