"""The tables of verification."""


from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'case_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('case_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('kind', models.TextField()),
                ('state', models.TextField(default='open')),
                ('source', models.TextField(default='')),
                ('origin', models.TextField(db_collation='C', default='')),
                ('suspended', models.BooleanField(default=False)),
                ('obstacle_before', models.TextField(default='')),
                ('other_person', models.BigIntegerField(null=True)),
                ('body_no', models.IntegerField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('outcome', models.TextField(default='')),
                ('entry_id', models.BigIntegerField(null=True)),
                ('opened_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'verification_case',
                'indexes': [models.Index(models.F('unit_no'), models.F('state'), models.F('kind'), models.F('person_id'), name='verification_case_unit'), models.Index(models.F('case_id'), name='verification_case_number'), models.Index(models.F('body_no'), name='verification_case_body')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'decided'), _negated=True), fields=('person_id', 'kind'), name='verification_case_once'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'asked', 'answered', 'decided'])), name='verification_case_state'), models.CheckConstraint(condition=models.Q(('kind__in', ['suspected_dead', 'birth_date_missing', 'no_papers', 'unregistered_residence', 'identity_mismatch', 'duplicate'])), name='verification_case_kind')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'event_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('event_id', models.BigIntegerField()),
                ('case_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('body_no', models.IntegerField(null=True)),
                ('client_key', models.UUIDField()),
                ('verb', models.TextField()),
                ('occurred_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField()),
                ('evidence', models.TextField(default='')),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'verification_event',
                'indexes': [models.Index(models.F('person_id'), models.F('case_id'), models.F('event_id'), name='verification_event_case')],
                'constraints': [models.UniqueConstraint(fields=('person_id', 'client_key'), name='verification_event_once')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'opinion_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('opinion_id', models.BigIntegerField()),
                ('review_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('client_key', models.UUIDField()),
                ('verdict', models.TextField()),
                ('reason', models.TextField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'verification_opinion',
                'constraints': [models.UniqueConstraint(fields=('person_id', 'client_key'), name='verification_opinion_once')],
            },
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'list_id', 'case_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('list_id', models.BigIntegerField()),
                ('case_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('body_no', models.IntegerField()),
                ('number', models.TextField()),
                ('kind', models.TextField()),
                ('question', models.TextField()),
                ('full_name', models.TextField()),
                ('birth', models.TextField(default='')),
                ('sex', models.TextField(default='')),
                ('parents', models.TextField(default='')),
                ('place', models.TextField(default='')),
                ('due_on', models.DateField()),
                ('expires_on', models.DateField()),
                ('answer', models.TextField(default='')),
                ('answer_text', models.TextField(default='')),
                ('evidence', models.TextField(default='')),
                ('found_day', models.DateField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.TextField(default='')),
            ],
            options={
                'db_table': 'verification_request',
                'indexes': [models.Index(models.F('body_no'), models.F('answered_at'), models.F('due_on'), name='verification_request_body')],
            },
        ),
        migrations.CreateModel(
            name='RequestList',
            fields=[
                ('list_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('unit_no', models.IntegerField()),
                ('body_no', models.IntegerField()),
                ('year', models.SmallIntegerField()),
                ('number', models.IntegerField()),
                ('due_on', models.DateField()),
                ('question', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('created_by', models.TextField()),
            ],
            options={
                'db_table': 'verification_list',
                'constraints': [models.UniqueConstraint(fields=('unit_no', 'year', 'number'), name='verification_list_number')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'review_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('review_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('kind', models.TextField()),
                ('source', models.TextField()),
                ('reason', models.TextField()),
                ('origin', models.TextField(db_collation='C')),
                ('weight', models.FloatField()),
                ('probability', models.FloatField()),
                ('conflict', models.BooleanField(default=False)),
                ('waterfall', models.JSONField(default=list)),
                ('record', models.JSONField(default=dict)),
                ('runner_up', models.JSONField(null=True)),
                ('state', models.TextField(default='waiting')),
                ('verdict', models.TextField(default='')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'verification_review',
                'indexes': [models.Index(models.F('unit_no'), models.F('state'), models.F('person_id'), name='verification_review_unit'), models.Index(models.F('review_id'), name='verification_review_number')],
                'constraints': [models.UniqueConstraint(fields=('person_id', 'origin'), name='verification_review_once')],
            },
        ),
    ]
