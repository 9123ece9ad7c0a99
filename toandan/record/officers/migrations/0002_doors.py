"""The scope's functions, the policies over accounts, factors and the journal, and the program's privileges."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("officers", "0001_initial"),
        ("journal", "0002_doors"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [
        migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("sealed.sql", "scope.sql")
    ]
