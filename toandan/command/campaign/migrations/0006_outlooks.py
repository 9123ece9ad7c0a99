"""Forecasts are drawn once a night by the house and kept; who may read boards somewhere reads them."""

from django.db import migrations, models
from django.db.models import PROTECT, Q

from toandan.command.campaign.words import CampaignPermission

STATEMENTS = [
    "GRANT SELECT, INSERT ON campaign_outlook TO toandan_app",
    "GRANT USAGE ON SEQUENCE campaign_outlook_outlook_id_seq TO toandan_app",
    "ALTER TABLE campaign_outlook ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY campaign_outlook_read ON campaign_outlook FOR SELECT TO toandan_app "
    f"USING (NOT isempty((SELECT officers_may('{CampaignPermission.READ.value}'))))",
    # Nobody foresees what suits them: the house draws, and nothing drawn is changed.
    "CREATE POLICY campaign_outlook_draw ON campaign_outlook FOR INSERT TO toandan_app "
    "WITH CHECK ((SELECT officers_acting()) IS NULL AND 1 <@ (SELECT officers_scope()))",
]
UNDONE = [
    "DROP POLICY campaign_outlook_draw ON campaign_outlook",
    "DROP POLICY campaign_outlook_read ON campaign_outlook",
    "ALTER TABLE campaign_outlook DISABLE ROW LEVEL SECURITY",
    "REVOKE ALL ON campaign_outlook FROM toandan_app",
]


class Migration(migrations.Migration):
    dependencies = [("campaign", "0005_bulletin_places"), ("officers", "0002_doors")]
    operations = [
        migrations.CreateModel(
            name="Outlook",
            fields=[
                ("outlook_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("as_of", models.DateField()),
                ("unit", models.IntegerField()),
                ("measure", models.CharField(max_length=20)),
                ("entry", models.BigIntegerField()),
                ("goal", models.IntegerField()),
                ("done", models.IntegerField()),
                ("probability", models.FloatField()),
                ("p10", models.DateField(null=True)),
                ("p50", models.DateField(null=True)),
                ("p90", models.DateField(null=True)),
                ("bands", models.JSONField(default=list)),
                ("drawn_at", models.DateTimeField()),
                (
                    "order",
                    models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="+", to="campaign.order"),
                ),
            ],
            options={
                "db_table": "campaign_outlook",
                "constraints": [
                    models.UniqueConstraint(fields=("order", "unit", "as_of"), name="campaign_outlook_once"),
                    models.CheckConstraint(
                        condition=Q(("probability__gte", 0), ("probability__lte", 1)),
                        name="campaign_outlook_probability",
                    ),
                ],
            },
        ),
        migrations.RunSQL(STATEMENTS, UNDONE),
    ]
