"""What the program's login may do with orders: read them and write new ones; never change or remove one.

Everybody reads them. Whoever writes one holds the word for it at the unit it is about, and signs it with the name the
scope was sealed for.
"""

from django.db import migrations

from toandan.command.campaign.words import CampaignPermission

GRANTS = [
    "GRANT SELECT, INSERT ON campaign_order TO toandan_app",
    "GRANT SELECT, INSERT ON campaign_target TO toandan_app",
]
TABLES = {
    "campaign_order": ("scope", CampaignPermission.ORDER.value),
    "campaign_target": ("unit", CampaignPermission.TARGET.value),
}
"""Each with the column that says which unit it is about, and the word that is needed there."""

POLICIES = [
    statement
    for table, (unit, word) in TABLES.items()
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_read ON {table} FOR SELECT TO toandan_app USING (true)",
        f"CREATE POLICY {table}_write ON {table} FOR INSERT TO toandan_app "
        f"WITH CHECK ({unit} <@ (SELECT officers_may('{word}')) "
        "AND officers_acts((SELECT officers_acting()), created_by))",
    )
]
NO_POLICIES = [
    statement
    for table in TABLES
    for statement in (
        f"DROP POLICY {table}_read ON {table}",
        f"DROP POLICY {table}_write ON {table}",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    )
]
REVOKES = [
    "REVOKE ALL ON campaign_order FROM toandan_app",
    "REVOKE ALL ON campaign_target FROM toandan_app",
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0001_initial"), ("officers", "0002_doors")]
    operations = [migrations.RunSQL(GRANTS, REVOKES), migrations.RunSQL(POLICIES, NO_POLICIES)]
