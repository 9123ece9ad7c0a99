"""Files of directives, encrypted."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0002_doors'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('attachment_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(unique=True)),
                ('kind', models.TextField()),
                ('name', models.TextField()),
                ('media_type', models.TextField()),
                ('size', models.IntegerField()),
                ('sha256', models.TextField()),
                ('content', models.BinaryField()),
                ('added_at', models.DateTimeField()),
                ('added_by', models.TextField()),
            ],
            options={
                'db_table': 'directives_attachment',
            },
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='directives_event_verb',
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['drawn_up', 'changed', 'proposed', 'sent_back', 'issued', 'acknowledged', 'answered', 'returned', 'closed', 'withdrawn', 'reminded', 'escalated', 'attached'])), name='directives_event_verb'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='addressee',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.addressee'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='directive',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.directive'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(models.F('directive_id'), name='directives_attachment_paper'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['original', 'annex', 'report'])), name='directives_attachment_kind'),
        ),
        migrations.RunSQL((SQL / "attachments.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
