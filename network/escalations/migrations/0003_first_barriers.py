"""The first list of barriers; editors change it afterwards."""

from django.db import migrations
from django.utils.text import slugify

FIRST_BARRIERS = (
    "Policy",
    "Finance",
    "Audit",
    "Legal",
    "IT",
    "Provider market",
    "Workforce",
    "Culture",
    "Other",
)


def add_barriers(apps, schema_editor):
    Barrier = apps.get_model("escalations", "Barrier")
    for order, name in enumerate(FIRST_BARRIERS, start=1):
        Barrier.objects.get_or_create(
            slug=slugify(name), defaults={"name": name, "order": order * 10}
        )


class Migration(migrations.Migration):
    dependencies = [("escalations", "0002_guard_the_trail")]
    operations = [migrations.RunPython(add_barriers, migrations.RunPython.noop)]
