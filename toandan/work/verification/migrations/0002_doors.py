"""The sequences, privileges and policies of verification."""

from pathlib import Path

from django.db import migrations

from toandan.record.officers.words import policy

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("verification", "0001_initial"),
        ("officers", "0002_doors"),
        ("people", "0002_doors"),
        ("ledger", "0002_doors"),
    ]
    operations = [
        migrations.RunSQL((SQL / "verification.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("verification_review", "unit_no"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("verification_opinion", "unit_no"), migrations.RunSQL.noop),
    ]
