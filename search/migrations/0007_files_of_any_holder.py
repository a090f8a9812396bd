from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0006_holders_reads_clicks'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='attachedfile', name='one_text_a_file_a_note'),
        migrations.RemoveField(model_name='attachedfile', name='note'),
        migrations.AlterField(
            model_name='attachedfile',
            name='holder_id',
            field=models.BigIntegerField(),
        ),
        migrations.AddConstraint(
            model_name='attachedfile',
            constraint=models.UniqueConstraint(fields=('holding', 'holder_id', 'document'), name='one_text_a_file_a_holder'),
        ),
    ]
