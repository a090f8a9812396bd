from django.urls import path

from network.people.views import account, directory, inviting

app_name = "people"
urlpatterns = [
    path("", directory.index, name="index"),
    path("<int:pk>/", directory.person, name="person"),
    path("<int:pk>/handover/", directory.handover, name="handover"),
    path("<int:pk>/roles/", directory.roles, name="roles"),
    path("invite/", inviting.invite, name="invite"),
    path("invitations/", inviting.waiting, name="invitations"),
    path("invitations/<int:pk>/send-again/", inviting.resend, name="resend"),
    path("invitations/<int:pk>/withdraw/", inviting.withdraw, name="withdraw"),
    path("join/<str:token>/", inviting.join, name="join"),
    path("account/", account.account, name="account"),
    path("account/details/", account.details, name="details"),
    path("network/", account.network_settings, name="network"),
]
