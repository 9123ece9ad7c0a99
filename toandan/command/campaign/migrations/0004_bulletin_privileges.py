"""What the program's login may do with bulletins: draft, word and sign them; never change or remove a signed one.

Signed bulletins are read by everybody, drafts by whoever may draft at the order's own unit. Every write bears the name
the scope was sealed for, and the word for it is held at that unit.
"""

from django.db import migrations

from toandan.command.campaign.words import CampaignPermission

MAY_DRAFT = f"unit <@ (SELECT officers_may('{CampaignPermission.DRAFT.value}'))"
MAY_SIGN = f"unit <@ (SELECT officers_may('{CampaignPermission.SIGN.value}'))"
CHANGED = (
    "state, version, remarks, number, entry, figures, digest, sign_key, changed_at, changed_by, signed_at, signed_by"
)

STATEMENTS = [
    "GRANT SELECT, INSERT ON campaign_bulletin TO toandan_app",
    f"GRANT UPDATE ({CHANGED}) ON campaign_bulletin TO toandan_app",
    "ALTER TABLE campaign_bulletin ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY campaign_bulletin_read ON campaign_bulletin FOR SELECT TO toandan_app "
    f"USING (state = 'signed' OR {MAY_DRAFT} OR {MAY_SIGN})",
    "CREATE POLICY campaign_bulletin_draft ON campaign_bulletin FOR INSERT TO toandan_app "
    f"WITH CHECK (state = 'drafted' AND {MAY_DRAFT} "
    "AND officers_acts((SELECT officers_acting()), drafted_by) "
    "AND officers_acts((SELECT officers_acting()), changed_by))",
    "CREATE POLICY campaign_bulletin_change ON campaign_bulletin FOR UPDATE TO toandan_app "
    f"USING (state = 'drafted' AND ({MAY_DRAFT} OR {MAY_SIGN})) WITH CHECK ("
    f"(state = 'drafted' AND {MAY_DRAFT} AND officers_acts((SELECT officers_acting()), changed_by)) "
    f"OR (state = 'signed' AND {MAY_SIGN} AND officers_acts((SELECT officers_acting()), signed_by)))",
]
UNDONE = [
    "DROP POLICY campaign_bulletin_change ON campaign_bulletin",
    "DROP POLICY campaign_bulletin_draft ON campaign_bulletin",
    "DROP POLICY campaign_bulletin_read ON campaign_bulletin",
    "ALTER TABLE campaign_bulletin DISABLE ROW LEVEL SECURITY",
    "REVOKE ALL ON campaign_bulletin FROM toandan_app",
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0003_bulletins"), ("officers", "0002_doors")]
    operations = [migrations.RunSQL(STATEMENTS, UNDONE)]
