"""Lists that were closed long ago lose what tells who was on them."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0004_beyond")]
    operations = [
        migrations.AddField("notificationlist", "details_removed_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "notificationlist",
            models.Index(
                fields=["closed_at"],
                name="movements_list_kept",
                condition=Q(closed_at__isnull=False, details_removed_at__isnull=True),
            ),
        ),
        migrations.RunSQL((SQL / "forget.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
