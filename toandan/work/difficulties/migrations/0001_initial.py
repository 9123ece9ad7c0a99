"""Tables of difficulties and guidance."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Difficulty',
            fields=[
                ('difficulty_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('unit_no', models.IntegerField()),
                ('unit_body', models.BooleanField()),
                ('kind', models.TextField()),
                ('people', models.IntegerField()),
                ('text', models.TextField()),
                ('search', models.TextField()),
                ('state', models.TextField(default='raised')),
                ('desk_no', models.IntegerField()),
                ('at_no', models.IntegerField()),
                ('at_body', models.BooleanField(default=False)),
                ('due_on', models.DateField()),
                ('raised_at', models.DateTimeField()),
                ('raised_by', models.TextField()),
                ('answer', models.TextField(default='')),
                ('answer_search', models.TextField(default='')),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.TextField(default='')),
                ('in_time', models.BooleanField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('escalations', models.SmallIntegerField(default=0)),
                ('guidance', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'difficulties_difficulty',
                'indexes': [models.Index(models.F('unit_no'), models.F('raised_at'), name='difficulties_difficulty_unit'), models.Index(models.F('at_no'), models.F('state'), models.F('due_on'), name='difficulties_difficulty_desk'), models.Index(models.F('due_on'), condition=models.Q(('state__in', ['raised', 'assigned', 'reopened'])), name='difficulties_difficulty_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['raised', 'assigned', 'answered', 'reopened', 'accepted', 'published', 'withdrawn'])), name='difficulties_difficulty_state'), models.CheckConstraint(condition=models.Q(('kind__in', ['papers', 'data', 'absence', 'equipment', 'system', 'cards', 'eid', 'cooperation', 'staff', 'law', 'other'])), name='difficulties_difficulty_kind'), models.CheckConstraint(condition=models.Q(('people__gte', 0)), name='difficulties_difficulty_people')],
            },
        ),
        migrations.CreateModel(
            name='Guidance',
            fields=[
                ('guidance_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('issuer_no', models.IntegerField()),
                ('issuer_body', models.BooleanField()),
                ('year', models.SmallIntegerField()),
                ('number', models.IntegerField()),
                ('kind', models.TextField()),
                ('difficulty', models.BigIntegerField(null=True)),
                ('latest', models.SmallIntegerField(default=1)),
            ],
            options={
                'db_table': 'difficulties_guidance',
                'constraints': [models.UniqueConstraint(fields=('issuer_no', 'year', 'number'), name='difficulties_guidance_number'), models.CheckConstraint(condition=models.Q(('kind__in', ['papers', 'data', 'absence', 'equipment', 'system', 'cards', 'eid', 'cooperation', 'staff', 'law', 'other'])), name='difficulties_guidance_kind')],
            },
        ),
        migrations.CreateModel(
            name='Named',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'difficulty_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('difficulty_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
            ],
            options={
                'db_table': 'difficulties_named',
                'indexes': [models.Index(models.F('difficulty_id'), name='difficulties_named_difficulty')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('attachment_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('answering', models.BooleanField()),
                ('name', models.TextField()),
                ('media_type', models.TextField()),
                ('size', models.IntegerField()),
                ('sha256', models.TextField()),
                ('content', models.BinaryField()),
                ('added_at', models.DateTimeField()),
                ('added_by', models.TextField()),
                ('difficulty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='difficulties.difficulty')),
            ],
            options={
                'db_table': 'difficulties_attachment',
                'indexes': [models.Index(models.F('difficulty_id'), name='difficulties_attachment_of')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('event_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('verb', models.TextField()),
                ('at_no', models.IntegerField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField(default='')),
                ('difficulty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='difficulties.difficulty')),
            ],
            options={
                'db_table': 'difficulties_event',
                'constraints': [models.CheckConstraint(condition=models.Q(('verb__in', ['raised', 'assigned', 'answered', 'reopened', 'accepted', 'published', 'withdrawn', 'escalated', 'attached'])), name='difficulties_event_verb')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('reading_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('version', models.SmallIntegerField()),
                ('officer_id', models.BigIntegerField()),
                ('officer', models.TextField()),
                ('unit_no', models.IntegerField()),
                ('read_at', models.DateTimeField()),
                ('guidance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='difficulties.guidance')),
            ],
            options={
                'db_table': 'difficulties_reading',
                'constraints': [models.UniqueConstraint(fields=('guidance', 'version', 'officer_id'), name='difficulties_reading_once')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('version_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('version', models.SmallIntegerField()),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('search', models.TextField()),
                ('why', models.TextField(default='')),
                ('published_at', models.DateTimeField()),
                ('published_by', models.TextField()),
                ('guidance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='difficulties.guidance')),
            ],
            options={
                'db_table': 'difficulties_version',
                'constraints': [models.UniqueConstraint(fields=('guidance', 'version'), name='difficulties_version_once')],
            },
        ),
    ]
