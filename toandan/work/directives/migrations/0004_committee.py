"""Steering Committees: members, meetings, decisions."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0003_attachment'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('meeting_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('committee_no', models.IntegerField()),
                ('territory_no', models.IntegerField()),
                ('held_on', models.DateField()),
                ('place', models.TextField(default='')),
                ('agenda', models.TextField()),
                ('minutes', models.TextField(default='')),
                ('state', models.TextField(default='called')),
                ('called_at', models.DateTimeField()),
                ('called_by', models.TextField()),
                ('held_key', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'directives_meeting',
                'indexes': [models.Index(models.F('committee_no'), models.F('held_on'), name='directives_meeting_committee')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['called', 'held'])), name='directives_meeting_state')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('member_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('committee_no', models.IntegerField()),
                ('territory_no', models.IntegerField()),
                ('name', models.TextField()),
                ('role', models.TextField()),
                ('at_no', models.IntegerField(null=True)),
                ('at_body', models.BooleanField(default=False)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('added_by', models.TextField()),
            ],
            options={
                'db_table': 'directives_member',
                'indexes': [models.Index(models.F('committee_no'), name='directives_member_committee')],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['head', 'deputy', 'standing', 'member', 'secretary'])), name='directives_member_role')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('decision_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.SmallIntegerField()),
                ('text', models.TextField()),
                ('due_on', models.DateField()),
                ('at_no', models.IntegerField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.meeting')),
            ],
            options={
                'db_table': 'directives_decision',
                'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='directives_decision_once')],
            },
        ),
        migrations.RunSQL((SQL / "committees.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
