"""Receipts of dossiers, by whose code anybody may ask how far a dossier is."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0009_lead_lists"), ("officers", "0005_sealed"), ("ledger", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("pk", models.CompositePrimaryKey("person_id", "entry_id", primary_key=True, serialize=False)),
                ("person_id", models.BigIntegerField()),
                ("entry_id", models.BigIntegerField()),
                ("client_key", models.UUIDField()),
                ("code", models.BinaryField()),
                ("unit_no", models.IntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "movements_receipt",
                "indexes": [models.Index("code", name="movements_receipt_code")],
            },
        ),
        migrations.RunSQL((SQL / "receipts.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
