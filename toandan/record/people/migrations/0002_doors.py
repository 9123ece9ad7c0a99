"""The register's sequences, doors, privileges and policies."""

from pathlib import Path

from django.db import migrations

from toandan.record.officers.words import policy

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("officers", "0002_doors")]
    operations = [
        migrations.RunSQL((SQL / "people.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "search.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("people_person", "unit_no"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("people_correction", "unit_no"), migrations.RunSQL.noop),
    ]
