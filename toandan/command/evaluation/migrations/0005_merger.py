"""A sheet says how a unit was counted that came of a merger within the period."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0004_reading")]
    operations = [migrations.AddField("sheet", "merger", models.JSONField(null=True))]
