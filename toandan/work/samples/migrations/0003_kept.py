"""Samples go over to the unit that carries the one checked on when units merge."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("samples", "0002_doors"), ("officers", "0002_doors"), ("units", "0003_body")]
    operations = [
        migrations.AddField("sample", "kept_no", models.IntegerField(null=True)),
        migrations.AddField("drawn", "kept_no", models.IntegerField(null=True)),
        migrations.AddField("check", "kept_no", models.IntegerField(null=True)),
        migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
