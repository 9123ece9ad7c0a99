"""Tables of accounts, posts, clients, failed tries and the scope key."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=64, unique=True)),
                ('display_name', models.CharField(max_length=120)),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'officers_officer',
            },
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=64, unique=True)),
                ('token_hash', models.BinaryField(max_length=32, unique=True)),
                ('unit_no', models.IntegerField()),
                ('permissions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('granted_by', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'officers_client',
            },
        ),
        migrations.CreateModel(
            name='Tries',
            fields=[
                ('subject', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('since', models.DateTimeField()),
                ('failures', models.IntegerField()),
            ],
            options={
                'db_table': 'officers_tries',
            },
        ),
        migrations.CreateModel(
            name='RolePage',
            fields=[
                ('role', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                'db_table': 'officers_role',
            },
        ),
        migrations.CreateModel(
            name='ScopeKey',
            fields=[
                ('single', models.BooleanField(default=True, primary_key=True, serialize=False)),
                ('inner_key', models.BinaryField()),
                ('outer_key', models.BinaryField()),
            ],
            options={
                'db_table': 'officers_scope_key',
                'constraints': [models.CheckConstraint(condition=models.Q(('single', True)), name='officers_scope_key_single')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=32)),
                ('unit_no', models.IntegerField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('granted_by', models.CharField(max_length=64)),
                ('reason', models.TextField()),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'officers_post',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='officers_post_period')],
            },
        ),
        migrations.CreateModel(
            name='OpenSession',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('opened_at', models.DateTimeField()),
                ('agent', models.CharField(max_length=120)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'officers_session',
            },
        ),
    ]
