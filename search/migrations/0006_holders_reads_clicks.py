from django.db import migrations, models
from django.db.models import F


def name_the_holder(apps, schema_editor):
    """Until now only notes held files."""
    apps.get_model("search", "AttachedFile").objects.update(holder_id=F("note_id"))


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0005_attached_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='AskedOften',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reader', models.CharField(max_length=64, unique=True)),
                ('window', models.BigIntegerField()),
                ('times', models.PositiveIntegerField(default=0)),
            ],
            options={'verbose_name_plural': 'rate counts'},
        ),
        migrations.CreateModel(
            name='ClickedOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('text', models.CharField(max_length=200)),
                ('place', models.PositiveSmallIntegerField(help_text='1 is the first result')),
                ('times', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'clicks',
                'constraints': [models.UniqueConstraint(fields=('day', 'text', 'place'), name='one_row_a_query_a_place_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ReadOnDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('thing', models.CharField(help_text='app.model:key, as search entries say', max_length=120)),
                ('times', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'reads',
                'constraints': [models.UniqueConstraint(fields=('thing', 'day'), name='one_row_a_thing_a_day')],
            },
        ),
        migrations.AddField(
            model_name='term',
            name='meaning',
            field=models.TextField(blank=True, help_text='In plain words, for somebody new. The glossary shows it to everybody.', verbose_name='what it means'),
        ),
        migrations.AddField(
            model_name='attachedfile',
            name='holding',
            field=models.CharField(default='note', max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='attachedfile',
            name='holder_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.RunPython(name_the_holder, migrations.RunPython.noop),
    ]
