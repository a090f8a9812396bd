"""How people meet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    PERSON = "person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")
