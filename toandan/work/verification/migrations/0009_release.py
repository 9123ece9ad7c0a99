"""The day a question was released: its case was decided without the answer."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"

RELEASED = f"""
UPDATE verification_request AS r SET released_on = coalesce((
    SELECT (max(e.recorded_at) AT TIME ZONE '{settings.TIME_ZONE}')::date FROM verification_event AS e
    WHERE e.person_id = r.person_id AND e.case_id = r.case_id AND e.verb = 'decided'
), ledger_today())
WHERE r.answer = '' AND NOT EXISTS (
    SELECT FROM verification_case AS c
    WHERE c.person_id = r.person_id AND c.case_id = r.case_id
      AND c.state = 'asked' AND c.body_no = r.body_no AND c.due_on = r.due_on
);
"""
"""What nobody waits for already: the case was decided, or went on with another question after that."""


class Migration(migrations.Migration):
    dependencies = [("verification", "0008_remind_today")]
    operations = [
        migrations.AddField("request", "released_on", models.DateField(null=True)),
        migrations.RunSQL(RELEASED, migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "release.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
