from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mail', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='claim_word',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='message',
            name='secret',
            field=models.BooleanField(default=False, help_text='Holds a code or a link to sign in: first out, never shown.'),
        ),
        migrations.AlterField(
            model_name='message',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('taken', 'Waiting: a job runner has it'), ('leaving', 'Leaving now'), ('sent', 'Sent'), ('unsure', 'May have been sent: the job runner died while it left'), ('failed', 'Failed'), ('dropped', 'Dropped by an administrator')], default='waiting', max_length=8),
        ),
    ]
