"""A body that a merger left without a territory is given one by decision, which is kept."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("units", "0005_lead_bodies")]
    operations = [
        migrations.CreateModel(
            name="BodyMove",
            fields=[
                ("move_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_key", models.UUIDField(unique=True)),
                ("body_no", models.IntegerField()),
                ("old_no", models.IntegerField()),
                ("new_no", models.IntegerField()),
                ("reason", models.TextField()),
                ("moved_at", models.DateTimeField()),
                ("moved_by", models.TextField()),
            ],
            options={"db_table": "units_bodymove"},
        ),
        migrations.RunSQL((SQL / "give_body.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
