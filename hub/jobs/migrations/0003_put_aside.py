import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0002_job_holder'),
    ]

    operations = [
        migrations.CreateModel(
            name='PutAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=80)),
                ('key', models.CharField(max_length=200)),
                ('what', models.CharField(max_length=200)),
                ('error', models.TextField()),
                ('tries', models.PositiveSmallIntegerField(default=1)),
                ('first', models.DateTimeField(default=django.utils.timezone.now)),
                ('last', models.DateTimeField(default=django.utils.timezone.now)),
                ('next_try', models.DateTimeField(default=django.utils.timezone.now)),
                ('left_alone', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['-last'],
                'constraints': [models.UniqueConstraint(fields=('job', 'key'), name='one_put_aside_a_thing')],
            },
        ),
    ]
