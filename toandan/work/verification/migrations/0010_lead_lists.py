"""A list keeps the number it was sent under when its unit merges into another."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import F

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("verification", "0009_release"), ("officers", "0002_doors"), ("units", "0001_initial")]
    operations = [
        migrations.AddField("requestlist", "numbered_no", models.IntegerField(null=True)),
        migrations.RunSQL("UPDATE verification_list SET numbered_no = unit_no", migrations.RunSQL.noop),
        migrations.AlterField("requestlist", "numbered_no", models.IntegerField()),
        migrations.RemoveConstraint("requestlist", "verification_list_number"),
        migrations.AddConstraint(
            "requestlist",
            models.UniqueConstraint(fields=["numbered_no", "year", "number"], name="verification_list_number"),
        ),
        migrations.AddIndex("requestlist", models.Index(F("unit_no"), name="verification_list_unit")),
        migrations.RunSQL((SQL / "lead_lists.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
