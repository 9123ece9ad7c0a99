"""Movements are seen and undone by the unit that answers for their people after a merger."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0011_unregistered"), ("ledger", "0002_doors"), ("officers", "0002_doors")]
    operations = [
        migrations.AddField("movement", "kept_no", models.IntegerField(null=True)),
        migrations.AddIndex(
            "movement",
            models.Index(
                fields=["kept_no", "-movement_id"],
                condition=models.Q(kept_no__isnull=False),
                name="movements_civil_kept",
            ),
        ),
        migrations.RunSQL((SQL / "lead_civil.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
