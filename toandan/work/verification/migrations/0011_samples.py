"""Blind samples of linkage and their labels."""

from pathlib import Path

from django.db import migrations, models

from toandan.record.officers.words import policy

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('verification', '0010_lead_lists'),
        ('officers', '0002_doors'),
        ('people', '0002_doors'),
        ('ledger', '0002_doors'),
    ]

    operations = [
        migrations.CreateModel(
            name='SampleLabel',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'label_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('label_id', models.BigIntegerField()),
                ('pair_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('client_key', models.UUIDField()),
                ('verdict', models.TextField()),
                ('actor', models.TextField()),
                ('actor_id', models.BigIntegerField(null=True)),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'verification_sample_label',
                'constraints': [models.UniqueConstraint(fields=('person_id', 'pair_id', 'actor'), name='verification_sample_label_once')],
            },
        ),
        migrations.CreateModel(
            name='SamplePair',
            fields=[
                ('pk', models.CompositePrimaryKey('person_id', 'pair_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.BigIntegerField()),
                ('pair_id', models.BigIntegerField()),
                ('sample_id', models.BigIntegerField()),
                ('unit_no', models.IntegerField()),
                ('client_key', models.UUIDField()),
                ('kind', models.TextField()),
                ('source', models.TextField()),
                ('reason', models.TextField()),
                ('list_id', models.TextField()),
                ('record', models.JSONField(default=dict)),
                ('groups', models.JSONField(default=list)),
                ('drawn_at', models.DateTimeField()),
                ('drawn_by', models.TextField()),
            ],
            options={
                'db_table': 'verification_sample_pair',
                'indexes': [models.Index(models.F('sample_id'), models.F('pair_id'), name='verification_sample_order'), models.Index(models.F('unit_no'), name='verification_sample_unit')],
                'constraints': [models.UniqueConstraint(fields=('person_id', 'sample_id', 'list_id'), name='verification_sample_pair_once')],
            },
        ),
        migrations.RunSQL((SQL / "samples.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("verification_sample_pair", "unit_no"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("verification_sample_label", "unit_no"), migrations.RunSQL.noop),
    ]
