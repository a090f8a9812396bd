from django.db import migrations, models


class Migration(migrations.Migration):
    """A note that came from a file without a stage has none until somebody says it."""

    dependencies = [("practices", "0013_note_cost")]

    operations = [
        migrations.AlterField(
            model_name="practicenotepage",
            name="status",
            field=models.CharField(
                blank=True,
                choices=[
                    ("idea", "Idea"),
                    ("trial", "Trial"),
                    ("embedded", "Embedded"),
                    ("stopped", "Stopped"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="embedded",
                max_length=12,
            ),
        ),
    ]
