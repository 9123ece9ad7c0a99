"""Notification lists, their lines, what was carried out; who reads them, and the one door."""

from pathlib import Path

import django.db.models.expressions
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):

    initial = True

    dependencies = [("ledger", "0002_doors"), ("officers", "0002_doors")]

    operations = [
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('client_key', models.UUIDField(primary_key=True, serialize=False)),
                ('list_id', models.BigIntegerField()),
                ('digest', models.TextField()),
                ('outcome', models.JSONField(default=dict)),
                ('done_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'movements_deed',
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'list_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('list_id', models.BigIntegerField()),
                ('sender_no', models.IntegerField()),
                ('receiver_no', models.IntegerField()),
                ('from_no', models.IntegerField()),
                ('target_no', models.IntegerField()),
                ('state', models.TextField(default='draft')),
                ('before', models.TextField(default='')),
                ('residence', models.TextField()),
                ('full_name', models.TextField()),
                ('birth', models.TextField(default='')),
                ('sex', models.TextField(default='')),
                ('masked_number', models.TextField(default='')),
                ('present_address', models.TextField(default='')),
                ('phone', models.TextField(default='')),
                ('reason', models.TextField(default='')),
                ('note', models.TextField(default='')),
                ('entry_id', models.BigIntegerField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.TextField(default='')),
                ('settled', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'movements_line',
                'indexes': [models.Index(models.F('list_id'), models.F('person_id'), name='movements_line_list')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'pending')), fields=('person_id', 'from_no'), name='movements_line_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'pending', 'accepted', 'returned', 'withdrawn'])), name='movements_line_state'), models.CheckConstraint(condition=models.Q(models.Q(('reason__in', ['not_found', 'already_left', 'wrong_unit', 'duplicate', 'deceased']), ('state', 'returned')), models.Q(models.Q(('state', 'returned'), _negated=True), ('reason', '')), _connector='OR'), name='movements_line_reason')],
            },
        ),
        migrations.CreateModel(
            name='NotificationList',
            fields=[
                ('list_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField()),
                ('sender_no', models.IntegerField()),
                ('receiver_no', models.IntegerField()),
                ('state', models.TextField(default='draft')),
                ('reason', models.TextField(default='')),
                ('lines', models.IntegerField(default=0)),
                ('accepted', models.IntegerField(default=0)),
                ('returned', models.IntegerField(default=0)),
                ('withdrawn', models.IntegerField(default=0)),
                ('unsettled', models.IntegerField(default=0)),
                ('due_on', models.DateField(null=True)),
                ('drawn_at', models.DateTimeField()),
                ('drawn_by', models.TextField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('sent_by', models.TextField(default='')),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'movements_list',
                'indexes': [models.Index(models.F('sender_no'), models.OrderBy(models.F('list_id'), descending=True), name='movements_list_out'), models.Index(models.F('receiver_no'), models.OrderBy(models.F('list_id'), descending=True), name='movements_list_in')],
                'constraints': [models.UniqueConstraint(fields=('client_key', 'receiver_no'), name='movements_list_once'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'accepted', 'partly_accepted', 'returned', 'withdrawn'])), name='movements_list_state'), models.CheckConstraint(condition=models.Q(('accepted__gte', 0), ('lines__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('accepted'), '+', models.F('returned')), '+', models.F('withdrawn'))), ('returned__gte', 0), ('withdrawn__gte', 0)), name='movements_list_sum'), models.CheckConstraint(condition=models.Q(('sender_no', models.F('receiver_no')), _negated=True), name='movements_list_two_units')],
            },
        ),
        migrations.RunSQL((SQL / "lists.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
