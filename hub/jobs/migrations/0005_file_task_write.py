from django.db import migrations, models


class Migration(migrations.Migration):
    """Notes that were read from files are written by a job too."""

    dependencies = [("jobs", "0004_file_tasks")]

    operations = [
        migrations.AlterField(
            model_name="filetask",
            name="kind",
            field=models.CharField(
                choices=[
                    ("look", "Look"),
                    ("clean", "Clean"),
                    ("read", "Read"),
                    ("write", "Write"),
                ],
                max_length=8,
            ),
        ),
    ]
