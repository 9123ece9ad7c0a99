"""Tables asked for in the background, and the pieces of their files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('export_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField()),
                ('owner_id', models.BigIntegerField(null=True)),
                ('owner', models.TextField()),
                ('sheet', models.TextField()),
                ('arguments', models.JSONField()),
                ('query', models.TextField()),
                ('form', models.TextField()),
                ('language', models.TextField()),
                ('table', models.TextField()),
                ('title', models.TextField()),
                ('about', models.TextField()),
                ('unit_no', models.IntegerField()),
                ('expected', models.IntegerField(null=True)),
                ('state', models.TextField(default='queued')),
                ('reason', models.TextField(default='')),
                ('rows', models.IntegerField(default=0)),
                ('people', models.IntegerField(default=0)),
                ('attempts', models.SmallIntegerField(default=0)),
                ('size', models.BigIntegerField(null=True)),
                ('grants', models.JSONField(default=list)),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'exports_export',
                'constraints': [models.UniqueConstraint(fields=('owner', 'client_key'), name='exports_export_key'), models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('owner',), name='exports_export_one'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'ready', 'failed', 'cancelled'])), name='exports_export_state'), models.CheckConstraint(condition=models.Q(('reason__in', ['', 'interrupted', 'disk_full', 'too_long', 'too_large', 'not_allowed', 'gone', 'refused', 'failed'])), name='exports_export_reason')],
            },
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('piece_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.IntegerField()),
                ('content', models.BinaryField()),
                ('export', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='exports.export')),
            ],
            options={
                'db_table': 'exports_piece',
                'constraints': [models.UniqueConstraint(fields=('export', 'number'), name='exports_piece_once')],
            },
        ),
    ]
