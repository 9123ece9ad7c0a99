"""What a published day counted is kept beside it, so that the days to come can be laid beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_lead")]
    operations = [migrations.AddField("memory", "table", models.JSONField(null=True))]
