"""Lists to and from authorities with systems of their own."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0003_civil_doors"), ("letters", "0003_territory")]
    operations = [
        migrations.AddField("notificationlist", "peer_id", models.BigIntegerField(null=True)),
        migrations.AddField("notificationlist", "their_id", models.BigIntegerField(null=True)),
        migrations.AddConstraint(
            "notificationlist",
            models.UniqueConstraint(
                name="movements_list_theirs", fields=["peer_id", "their_id"], condition=Q(their_id__isnull=False)
            ),
        ),
        migrations.RunSQL((SQL / "beyond.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
