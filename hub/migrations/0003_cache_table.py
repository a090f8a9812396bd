from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Rate limits live in the database's cache table, so migrate makes it."""

    dependencies = [("hub", "0002_initial")]
    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
