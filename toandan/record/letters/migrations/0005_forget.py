"""When a letter of ours came to its peer, and when what a letter says was removed."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("letters", "0004_next")]
    operations = [
        migrations.AddField("sent", "delivered_at", models.DateTimeField(null=True)),
        migrations.AddField("sent", "file_digest", models.BinaryField(null=True)),
        migrations.AddField("sent", "content_removed_at", models.DateTimeField(null=True)),
        migrations.AddField("received", "content_removed_at", models.DateTimeField(null=True)),
        migrations.RunSQL((SQL / "forget.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
