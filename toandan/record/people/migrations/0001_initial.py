"""The tables of the register."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('pk', models.CompositePrimaryKey('value', 'kind', blank=True, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField(db_collation='C')),
                ('value', models.TextField(db_collation='C')),
                ('person_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'people_claim',
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'correction_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('correction_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('name', models.TextField()),
                ('old', models.TextField(default='')),
                ('new', models.TextField(default='')),
                ('reason', models.TextField()),
                ('evidence', models.TextField(default='')),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('occurred_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'people_correction',
            },
        ),
        migrations.CreateModel(
            name='Name',
            fields=[
                ('name_key', models.TextField(db_collation='C', primary_key=True, serialize=False)),
            ],
            options={
                'db_table': 'people_name',
                'indexes': [django.contrib.postgres.indexes.GinIndex(models.Func(models.Func(models.F('name_key'), models.Value(' '), function='string_to_array'), function='array_to_tsvector'), name='people_name_words')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('person_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('unit_no', models.IntegerField()),
                ('full_name', models.TextField()),
                ('name_key', models.TextField(db_collation='C')),
                ('birth_year', models.SmallIntegerField(null=True)),
                ('birth_month', models.SmallIntegerField(null=True)),
                ('birth_day', models.SmallIntegerField(null=True)),
                ('birth_basis', models.TextField(default='none')),
                ('sex', models.TextField(null=True)),
                ('personal_number', models.TextField(db_collation='C', null=True)),
                ('old_number', models.TextField(db_collation='C', null=True)),
                ('father_name', models.TextField(default='')),
                ('mother_name', models.TextField(default='')),
                ('spouse_name', models.TextField(default='')),
                ('permanent_unit', models.IntegerField(null=True)),
                ('temporary_unit', models.IntegerField(null=True)),
                ('present_unit', models.IntegerField(null=True)),
                ('present_address', models.TextField(default='')),
                ('phone', models.TextField(default='')),
                ('home_visit', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'people_person',
                'indexes': [models.Index(models.F('name_key'), models.F('birth_year'), models.F('unit_no'), models.F('person_id'), name='people_person_name'), models.Index(models.Func(models.F('personal_number'), function='reverse'), name='people_person_number'), models.Index(models.Func(models.F('old_number'), function='reverse'), name='people_person_old_number'), models.Index(models.F('unit_no'), models.F('person_id'), name='people_person_unit')],
                'constraints': [models.CheckConstraint(condition=models.Q(('birth_basis__in', ['full', 'year_month', 'year', 'none', 'assumed'])), name='people_person_basis'), models.CheckConstraint(condition=models.Q(('sex__in', ['M', 'F'])), name='people_person_sex')],
            },
        ),
    ]
