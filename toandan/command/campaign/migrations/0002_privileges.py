"""What the program's login may do with orders: read them and write new ones; never change or remove one."""

from django.db import migrations

GRANTS = [
    "GRANT SELECT, INSERT ON campaign_order TO toandan_app",
    "GRANT SELECT, INSERT ON campaign_target TO toandan_app",
]
REVOKES = [
    "REVOKE ALL ON campaign_order FROM toandan_app",
    "REVOKE ALL ON campaign_target FROM toandan_app",
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0001_initial")]
    operations = [migrations.RunSQL(GRANTS, REVOKES)]
