"""Orders go over to the unit that carries their own on when units merge."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("campaign", "0007_outlooks_planned"), ("officers", "0002_doors"), ("units", "0003_body")]
    operations = [
        migrations.AddField("order", "kept_no", models.IntegerField(null=True)),
        migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
