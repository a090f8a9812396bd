"""The database refuses to change or delete rows of the trail, on SQLite and PostgreSQL."""

from django.db import migrations

from network.escalations import triggers


def guard(apps, schema_editor):
    triggers.create(schema_editor.connection)


def unguard(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("escalations", "0001_issues")]
    operations = [migrations.RunPython(guard, unguard)]
