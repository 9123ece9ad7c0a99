"""The tables of the ledger that Django makes; the others come with the doors."""


import toandan.record.ledger.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Delta',
            fields=[
                ('pk', models.CompositePrimaryKey('unit_no', 'effective_on', 'state', 'entry_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('unit_no', models.IntegerField()),
                ('effective_on', models.DateField()),
                ('state', models.IntegerField()),
                ('entry_id', models.BigIntegerField()),
                ('amount', models.IntegerField()),
            ],
            options={
                'db_table': 'ledger_delta',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'entry_id', 'recorded_on', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('entry_id', models.BigIntegerField()),
                ('recorded_on', models.DateField()),
                ('unit_from', models.IntegerField()),
                ('state_from', models.IntegerField()),
                ('unit_to', models.IntegerField()),
                ('state_to', models.IntegerField()),
                ('effective_on', models.DateField()),
            ],
            options={
                'db_table': 'ledger_posting',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('table_name', models.TextField(primary_key=True, serialize=False)),
            ],
            options={
                'db_table': 'ledger_follower',
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('seal_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entry_id', models.BigIntegerField()),
                ('sealed_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField()),
            ],
            options={
                'db_table': 'ledger_seal',
            },
        ),
        migrations.CreateModel(
            name='State',
            fields=[
                ('state', models.IntegerField(primary_key=True, serialize=False)),
                ('residence', models.TextField()),
                ('card', models.TextField()),
                ('eid', models.TextField()),
                ('obstacle', models.TextField()),
            ],
            options={
                'db_table': 'ledger_state',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('client_key', models.UUIDField(primary_key=True, serialize=False)),
                ('entry_id', models.BigIntegerField()),
                ('verb', models.TextField()),
                ('occurred_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField()),
                ('evidence', models.TextField()),
                ('session', models.TextField()),
                ('digest', models.TextField()),
                ('lines', models.IntegerField()),
                ('refused', models.JSONField()),
                ('touched', toandan.record.ledger.models.Int4MultirangeField()),
            ],
            options={
                'db_table': 'ledger_entry',
                'indexes': [models.Index(models.F('entry_id'), name='ledger_entry_number')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('person_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('unit_no', models.IntegerField()),
                ('state', models.IntegerField()),
                ('effective_on', models.DateField()),
                ('entry_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'ledger_standing',
                'indexes': [models.Index(models.F('unit_no'), models.F('state'), models.F('person_id'), name='ledger_standing_unit')],
            },
        ),
    ]
