"""Tables of samples."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Check',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'client_key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('client_key', models.UUIDField()),
                ('sample_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('arm', models.TextField()),
                ('found', models.TextField()),
                ('kind', models.TextField(default='')),
                ('note', models.TextField(default='')),
                ('checked_at', models.DateTimeField()),
                ('checked_by', models.TextField()),
                ('checked_by_id', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'samples_check',
                'indexes': [models.Index(models.F('sample_id'), name='samples_check_sample')],
                'constraints': [models.CheckConstraint(condition=models.Q(('found__in', ['confirmed', 'wrong', 'not_met'])), name='samples_check_found'), models.CheckConstraint(condition=models.Q(models.Q(('found', 'wrong'), ('kind__in', ['not_held', 'held', 'unknown_there', 'moved', 'dead', 'other_person', 'data'])), models.Q(models.Q(('found', 'wrong'), _negated=True), ('kind', '')), _connector='OR'), name='samples_check_kind')],
            },
        ),
        migrations.CreateModel(
            name='Drawn',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'sample_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('sample_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('arm', models.TextField()),
                ('place', models.SmallIntegerField()),
                ('state', models.IntegerField()),
            ],
            options={
                'db_table': 'samples_drawn',
                'indexes': [models.Index(models.F('sample_id'), name='samples_drawn_sample')],
                'constraints': [models.CheckConstraint(condition=models.Q(('arm__in', ['done', 'not_done'])), name='samples_drawn_arm')],
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('sample_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('unit_no', models.IntegerField()),
                ('day', models.DateField()),
                ('subject', models.TextField()),
                ('seed', models.BigIntegerField()),
                ('entry', models.BigIntegerField()),
                ('lot_done', models.IntegerField()),
                ('size_done', models.IntegerField()),
                ('faults_done', models.IntegerField()),
                ('lot_not_done', models.IntegerField()),
                ('size_not_done', models.IntegerField()),
                ('faults_not_done', models.IntegerField()),
                ('drawn_at', models.DateTimeField()),
                ('drawn_by', models.TextField()),
            ],
            options={
                'db_table': 'samples_sample',
                'constraints': [models.UniqueConstraint(fields=('unit_no', 'day', 'subject'), name='samples_sample_once'), models.CheckConstraint(condition=models.Q(('subject__in', ['card', 'eid'])), name='samples_sample_subject')],
            },
        ),
    ]
