"""What must happen to a file whoever saves it: through a form, the CMS or an import."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from django.db.models.signals import pre_save

from hub.access.audience import NOBODY
from hub.inspection import pictures
from hub.inspection.findings import Unreadable
from hub.inspection.models import FileCheck
from hub.models import HubDocument, HubImage


def listen() -> None:
    """Connect once, from AppConfig.ready."""
    pre_save.connect(close_replaced_file, sender=HubDocument, dispatch_uid="inspection-replaced")
    pre_save.connect(take_place_out, sender=HubImage, dispatch_uid="inspection-picture")


def was_replaced(instance: Any) -> bool:
    """Whether another file is about to be saved in the place of the one that readers have."""
    model: type[Model] = type(instance)
    old = model._default_manager.filter(pk=instance.pk).values_list("file", flat=True).first()
    return bool(old) and old != instance.file.name


def close_replaced_file(instance: HubDocument, **kwargs: Any) -> None:
    """Nobody has looked into the new one: its readers wait until its holder is published again."""
    if not instance.pk or not was_replaced(instance):
        return
    checks = FileCheck.objects.filter(document=instance)
    if not checks.filter(file_name=instance.file.name).exists():  # a cleaned copy has one
        checks.update(file_name="")  # the name of a file that is gone may come again
        instance.audience_key = NOBODY


def take_place_out(instance: HubImage, **kwargs: Any) -> None:
    """A picture of a note never tells where it was taken or by whom."""
    if instance.pk and not was_replaced(instance):
        return
    try:
        data = instance.file.open("rb").read()  # not closed: what is being put up is saved next
        bare = pictures.cleaned(data)
    except (Unreadable, OSError, ValueError):
        return  # what cannot be read is for those to refuse who show it
    finally:
        if instance.file:
            instance.file.seek(0)
    if bare != data:
        instance.file = ContentFile(bare, name=instance.file.name)
        instance.file_size = len(bare)
