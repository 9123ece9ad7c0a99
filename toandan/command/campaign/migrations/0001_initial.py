"""The tables of orders and targets."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                ("order_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_key", models.UUIDField(unique=True)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("title_vi", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("measure", models.CharField(max_length=20)),
                ("other_measure", models.CharField(blank=True, default="", max_length=20)),
                ("starts_on", models.DateField()),
                ("deadline", models.DateField()),
                ("scope", models.IntegerField()),
                ("issuer", models.CharField(blank=True, default="", max_length=200)),
                ("number", models.CharField(blank=True, default="", max_length=80)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=150)),
            ],
            options={
                "db_table": "campaign_order",
                "constraints": [
                    models.CheckConstraint(name="campaign_order_period", condition=Q(deadline__gte=F("starts_on"))),
                    models.CheckConstraint(
                        name="campaign_order_measure",
                        condition=Q(measure__in=["card", "card_collected", "eid_granted", "eid_activated"]),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("target_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_key", models.UUIDField(unique=True)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="campaign.order",
                    ),
                ),
                ("unit", models.IntegerField()),
                ("product", models.CharField(max_length=8)),
                ("percent", models.SmallIntegerField()),
                ("since", models.DateField()),
                ("reason", models.CharField(max_length=500)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=150)),
            ],
            options={
                "db_table": "campaign_target",
                "constraints": [
                    models.UniqueConstraint(
                        name="campaign_target_version", fields=["order", "unit", "product", "since"]
                    ),
                    models.CheckConstraint(name="campaign_target_percent", condition=Q(percent__gte=1, percent__lte=100)),
                    models.CheckConstraint(name="campaign_target_product", condition=Q(product__in=["card", "eid"])),
                ],
            },
        ),
    ]
