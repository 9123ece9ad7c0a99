"""The tables of directives."""


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('directive_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('drafter_no', models.IntegerField()),
                ('drafter_body', models.BooleanField()),
                ('issuer_no', models.IntegerField()),
                ('issuer_body', models.BooleanField()),
                ('state', models.TextField(default='drafted')),
                ('was_proposed', models.BooleanField(default=False)),
                ('sign', models.TextField()),
                ('year', models.SmallIntegerField(null=True)),
                ('number', models.IntegerField(null=True)),
                ('subject', models.TextField()),
                ('text', models.TextField()),
                ('place', models.TextField(default='')),
                ('signer_title', models.TextField(default='')),
                ('signer', models.TextField(default='')),
                ('copies', models.TextField(default='')),
                ('addressed', models.JSONField(default=list)),
                ('meeting', models.BigIntegerField(null=True)),
                ('drafted_at', models.DateTimeField()),
                ('drafted_by', models.TextField()),
                ('issued_on', models.DateField(null=True)),
                ('issued_by', models.TextField(default='')),
            ],
            options={
                'db_table': 'directives_directive',
                'indexes': [models.Index(models.F('issuer_no'), models.F('directive_id'), name='directives_directive_issuer'), models.Index(models.F('drafter_no'), models.F('directive_id'), name='directives_directive_drafter')],
                'constraints': [models.UniqueConstraint(fields=('issuer_no', 'year', 'sign', 'number'), name='directives_directive_number'), models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'proposed', 'issued', 'acknowledged', 'reported', 'closed', 'withdrawn'])), name='directives_directive_state'), models.CheckConstraint(condition=models.Q(models.Q(('issued_on', None), ('number', None), ('state__in', ['drafted', 'proposed'])), models.Q(('issued_on__isnull', False), ('number__isnull', False), ('state__in', ['issued', 'closed']), ('year__isnull', False)), ('state', 'withdrawn'), _connector='OR'), name='directives_directive_issued')],
            },
        ),
        migrations.CreateModel(
            name='Addressee',
            fields=[
                ('addressee_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at_no', models.IntegerField()),
                ('at_body', models.BooleanField()),
                ('drafter_no', models.IntegerField()),
                ('drafter_body', models.BooleanField()),
                ('issuer_no', models.IntegerField()),
                ('issuer_body', models.BooleanField()),
                ('state', models.TextField(default='drafted')),
                ('due_on', models.DateField(null=True)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.TextField(default='')),
                ('reported_at', models.DateTimeField(null=True)),
                ('reported_by', models.TextField(default='')),
                ('reminded_on', models.DateField(null=True)),
                ('escalated_on', models.DateField(null=True)),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.directive')),
            ],
            options={
                'db_table': 'directives_addressee',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('event_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('verb', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField(default='')),
                ('addressee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.addressee')),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.directive')),
            ],
            options={
                'db_table': 'directives_event',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('task_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.SmallIntegerField()),
                ('text', models.TextField()),
                ('due_on', models.DateField()),
                ('at_no', models.IntegerField(null=True)),
                ('order_code', models.TextField(default='')),
                ('measure', models.TextField(default='')),
                ('percent', models.SmallIntegerField(null=True)),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.directive')),
            ],
            options={
                'db_table': 'directives_task',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('answer_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.TextField()),
                ('returned_at', models.DateTimeField(null=True)),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.addressee')),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.directive')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.task')),
            ],
            options={
                'db_table': 'directives_answer',
            },
        ),
        migrations.AddIndex(
            model_name='addressee',
            index=models.Index(models.F('at_no'), models.F('state'), models.F('due_on'), name='directives_addressee_desk'),
        ),
        migrations.AddIndex(
            model_name='addressee',
            index=models.Index(models.F('due_on'), condition=models.Q(('state__in', ['issued', 'acknowledged'])), name='directives_addressee_open'),
        ),
        migrations.AddConstraint(
            model_name='addressee',
            constraint=models.UniqueConstraint(fields=('directive', 'at_no'), name='directives_addressee_once'),
        ),
        migrations.AddConstraint(
            model_name='addressee',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'proposed', 'issued', 'acknowledged', 'reported', 'closed', 'withdrawn'])), name='directives_addressee_state'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['drawn_up', 'changed', 'proposed', 'sent_back', 'issued', 'acknowledged', 'answered', 'returned', 'closed', 'withdrawn', 'reminded', 'escalated'])), name='directives_event_verb'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('directive', 'position'), name='directives_task_once'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('percent', None), ('percent__range', (1, 100)), _connector='OR'), name='directives_task_percent'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(condition=models.Q(('returned_at', None)), fields=('task', 'addressee'), name='directives_answer_once'),
        ),
    ]
