"""Tables of the journal."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='DayHead',
            fields=[
                ('seal_no', models.BigIntegerField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('heads', models.JSONField()),
                ('previous', models.BinaryField()),
                ('signature', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_day_head',
            },
        ),
        migrations.CreateModel(
            name='Strand',
            fields=[
                ('strand', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('line_no', models.BigIntegerField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_strand',
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('pk', models.CompositePrimaryKey('strand', 'line_no', blank=True, editable=False, primary_key=True, serialize=False)),
                ('strand', models.SmallIntegerField()),
                ('line_no', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('day', models.DateField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name', models.TextField()),
                ('unit_no', models.IntegerField()),
                ('verb', models.TextField()),
                ('subject', models.TextField(db_collation='C')),
                ('detail', models.JSONField()),
                ('previous', models.BinaryField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_line',
                'indexes': [models.Index(fields=['at'], name='journal_line_at'), models.Index(fields=['unit_no', 'at'], name='journal_line_unit'), models.Index(fields=['actor_name', 'at'], name='journal_line_actor'), models.Index(fields=['subject', 'at'], name='journal_line_subject')],
            },
        ),
    ]
