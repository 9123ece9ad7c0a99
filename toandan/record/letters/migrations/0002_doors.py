"""The policies over letters, and the functions that number them."""

from pathlib import Path

from django.db import migrations

from toandan.record.officers.words import policy

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("officers", "0002_doors")]
    operations = [
        migrations.RunSQL(policy("letters_sent", "unit_no"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("letters_received", "unit_no"), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "letters.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
