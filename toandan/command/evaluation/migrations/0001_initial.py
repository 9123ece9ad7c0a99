"""Tables of score sheets."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Criteria',
            fields=[
                ('criteria_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('order_code', models.TextField()),
                ('scope_no', models.IntegerField()),
                ('version', models.SmallIntegerField()),
                ('weights', models.JSONField()),
                ('why', models.TextField()),
                ('set_at', models.DateTimeField()),
                ('set_by', models.TextField()),
            ],
            options={
                'db_table': 'evaluation_criteria',
                'constraints': [models.UniqueConstraint(fields=('order_code', 'version'), name='evaluation_criteria_once')],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('sheet_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('run', models.UUIDField()),
                ('order_code', models.TextField()),
                ('unit_no', models.IntegerField()),
                ('parent_no', models.IntegerField()),
                ('top_no', models.IntegerField()),
                ('level', models.SmallIntegerField()),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('version', models.SmallIntegerField()),
                ('entry', models.BigIntegerField()),
                ('criteria', models.SmallIntegerField()),
                ('score', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ('raw_score', models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ('figures', models.JSONField()),
                ('comparison', models.JSONField()),
                ('why', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.TextField()),
            ],
            options={
                'db_table': 'evaluation_sheet',
                'indexes': [models.Index(models.F('order_code'), models.F('top_no'), models.F('until'), name='evaluation_sheet_list')],
                'constraints': [models.UniqueConstraint(fields=('order_code', 'top_no', 'unit_no', 'since', 'until', 'version'), name='evaluation_sheet_version'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='evaluation_sheet_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Commendation',
            fields=[
                ('commendation_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('unit_no', models.IntegerField()),
                ('words', models.TextField()),
                ('given_at', models.DateTimeField()),
                ('given_by', models.TextField()),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.sheet')),
            ],
            options={
                'db_table': 'evaluation_commendation',
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('appeal_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('unit_no', models.IntegerField()),
                ('criterion', models.TextField()),
                ('reason', models.TextField()),
                ('state', models.TextField(default='raised')),
                ('raised_at', models.DateTimeField()),
                ('raised_by', models.TextField()),
                ('answer', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.TextField(default='')),
                ('decision_key', models.UUIDField(null=True)),
                ('corrected', models.BigIntegerField(null=True)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.sheet')),
            ],
            options={
                'db_table': 'evaluation_appeal',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['raised', 'upheld', 'dismissed'])), name='evaluation_appeal_state'), models.CheckConstraint(condition=models.Q(('criterion__in', ['progress', 'hard_cases', 'lists', 'quality', 'difficulties', 'kits'])), name='evaluation_appeal_criterion'), models.UniqueConstraint(fields=('sheet', 'criterion'), name='evaluation_appeal_once')],
            },
        ),
    ]
