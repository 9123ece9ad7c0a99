"""Import runs, their batches, and indexes that a big opening took down."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('pk', models.CompositePrimaryKey('run_id', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('run_id', models.BigIntegerField()),
                ('number', models.IntegerField()),
                ('unit_no', models.IntegerField()),
                ('accepted', models.IntegerField()),
                ('entry_id', models.BigIntegerField(null=True)),
                ('done_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'rolls_batch',
            },
        ),
        migrations.CreateModel(
            name='DroppedIndex',
            fields=[
                ('name', models.TextField(primary_key=True, serialize=False)),
                ('definition', models.TextField()),
                ('dropped_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'rolls_dropped_index',
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('run_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('unit_no', models.IntegerField()),
                ('digest', models.TextField(db_collation='C')),
                ('file_name', models.TextField()),
                ('nature', models.JSONField(default=dict)),
                ('headings', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('on_day', models.DateField(null=True)),
                ('mode', models.TextField(default='all_or_nothing')),
                ('max_duplicates', models.FloatField(default=5.0)),
                ('dry_run', models.BooleanField(default=False)),
                ('state', models.TextField(default='received')),
                ('reason', models.TextField(default='')),
                ('rows', models.BigIntegerField(default=0)),
                ('rows_read', models.BigIntegerField(default=0)),
                ('accepted', models.BigIntegerField(default=0)),
                ('refused', models.BigIntegerField(default=0)),
                ('duplicates', models.BigIntegerField(default=0)),
                ('warnings', models.BigIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('mover', models.TextField()),
                ('mover_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'rolls_run',
                'constraints': [models.UniqueConstraint(fields=('digest', 'unit_no'), name='rolls_run_once'), models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$')), name='rolls_run_digest')],
            },
        ),
    ]
