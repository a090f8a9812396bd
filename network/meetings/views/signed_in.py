"""The request of somebody who is signed in, as `login_required` leaves it."""

from django.http import HttpRequest

from network.people.models import User


class Request(HttpRequest):
    user: User
