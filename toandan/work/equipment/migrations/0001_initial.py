"""Tables of equipment."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('device_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('serial', models.TextField(unique=True)),
                ('kind', models.TextField()),
                ('model', models.TextField(default='')),
                ('state', models.TextField(default='ready')),
                ('unit_no', models.IntegerField()),
                ('home_no', models.IntegerField()),
                ('bound_no', models.IntegerField(null=True)),
                ('place', models.TextField(default='')),
                ('holder', models.TextField(default='')),
                ('holder_id', models.BigIntegerField(null=True)),
                ('software', models.TextField(default='')),
                ('key_made_on', models.DateField(null=True)),
                ('condition', models.TextField(default='good')),
                ('reported_at', models.DateTimeField(null=True)),
                ('suspect_from', models.DateTimeField(null=True)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.TextField()),
            ],
            options={
                'db_table': 'equipment_device',
                'indexes': [models.Index(models.F('unit_no'), models.F('kind'), name='equipment_device_unit'), models.Index(models.F('home_no'), name='equipment_device_home'), models.Index(models.F('bound_no'), condition=models.Q(('bound_no', None), _negated=True), name='equipment_device_bound')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'faulty', 'in_repair', 'stolen', 'lost', 'retired'])), name='equipment_device_state'), models.CheckConstraint(condition=models.Q(('kind__in', ['kit', 'reader', 'printer'])), name='equipment_device_kind'), models.CheckConstraint(condition=models.Q(('condition__in', ['good', 'degraded', 'failing'])), name='equipment_device_condition'), models.CheckConstraint(condition=models.Q(('suspect_from', None), ('state__in', ['stolen', 'lost', 'retired']), _connector='OR'), name='equipment_device_suspect')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('event_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('verb', models.TextField()),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField(default='')),
                ('detail', models.JSONField(default=dict)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='equipment.device')),
            ],
            options={
                'db_table': 'equipment_event',
                'constraints': [models.CheckConstraint(condition=models.Q(('verb__in', ['added', 'corrected', 'reported', 'fault', 'fault_noted', 'repair', 'repaired', 'stolen', 'lost', 'lifted', 'retired', 'offered', 'taken', 'declined', 'loan_asked', 'loan_agreed', 'loan_refused', 'loan_ended'])), name='equipment_event_verb')],
            },
        ),
        migrations.CreateModel(
            name='Fault',
            fields=[
                ('fault_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('kind', models.TextField()),
                ('stops', models.BooleanField()),
                ('text', models.TextField()),
                ('since', models.DateField()),
                ('reported_at', models.DateTimeField()),
                ('reported_by', models.TextField()),
                ('repair_since', models.DateField(null=True)),
                ('back_on', models.DateField(null=True)),
                ('repaired_on', models.DateField(null=True)),
                ('repair', models.TextField(default='')),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='equipment.device')),
            ],
            options={
                'db_table': 'equipment_fault',
                'indexes': [models.Index(models.F('device'), condition=models.Q(('repaired_on', None)), name='equipment_fault_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['fingerprint', 'camera', 'iris', 'computer', 'power', 'network', 'printing', 'reading', 'software', 'other'])), name='equipment_fault_kind')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('handover_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('source_no', models.IntegerField()),
                ('target_no', models.IntegerField()),
                ('state', models.TextField(default='waiting')),
                ('place', models.TextField(default='')),
                ('reason', models.TextField(default='')),
                ('given_by', models.TextField()),
                ('given_by_id', models.BigIntegerField(null=True)),
                ('given_at', models.DateTimeField()),
                ('answered_by', models.TextField(default='')),
                ('answered_by_id', models.BigIntegerField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(default='')),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='equipment.device')),
            ],
            options={
                'db_table': 'equipment_handover',
                'indexes': [models.Index(models.F('target_no'), condition=models.Q(('state', 'waiting')), name='equipment_handover_to')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'taken', 'declined'])), name='equipment_handover_state'), models.UniqueConstraint(models.F('device'), condition=models.Q(('state', 'waiting')), name='equipment_handover_once')],
            },
        ),
        migrations.CreateModel(
            name='Loan',
            fields=[
                ('loan_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('serial', models.TextField()),
                ('kind', models.TextField()),
                ('lender_no', models.IntegerField()),
                ('borrower_no', models.IntegerField()),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('state', models.TextField(default='asked')),
                ('asked_no', models.IntegerField()),
                ('asked_by', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('answered_by', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(default='')),
                ('ended_on', models.DateField(null=True)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='equipment.device')),
            ],
            options={
                'db_table': 'equipment_loan',
                'indexes': [models.Index(models.F('device'), models.F('until'), name='equipment_loan_device'), models.Index(models.F('borrower_no'), models.F('until'), name='equipment_loan_borrower'), models.Index(models.F('lender_no'), models.F('until'), name='equipment_loan_lender')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'agreed', 'refused', 'ended'])), name='equipment_loan_state'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='equipment_loan_days'), models.CheckConstraint(condition=models.Q(('lender_no', models.F('borrower_no')), _negated=True), name='equipment_loan_two')],
            },
        ),
    ]
