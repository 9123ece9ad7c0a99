"""Score sheets go over to the unit that carries the one scored on when units merge."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0002_doors"), ("directives", "0008_lead"), ("units", "0003_body")]
    operations = [
        migrations.AddField("sheet", "kept_no", models.IntegerField(null=True)),
        migrations.AddField("appeal", "kept_no", models.IntegerField(null=True)),
        migrations.AddField("commendation", "kept_no", models.IntegerField(null=True)),
        migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
