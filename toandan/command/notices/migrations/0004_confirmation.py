"""An address of the daily e-mail is confirmed by a first letter; those kept before wait for theirs."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0003_devices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('confirmation_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('officer_id', models.BigIntegerField()),
                ('day', models.DateField()),
                ('number', models.SmallIntegerField()),
                ('code_digest', models.BinaryField()),
                ('asked_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('unsent_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'notices_confirmation',
                'constraints': [models.UniqueConstraint(fields=('officer_id', 'day', 'number'), name='notices_confirmation_daily'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 5)), name='notices_confirmation_most')],
            },
        ),
        migrations.AddField(
            model_name='wish',
            name='confirmed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL((SQL / "confirming.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
