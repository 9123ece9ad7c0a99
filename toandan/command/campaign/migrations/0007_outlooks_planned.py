"""A forecast says what it knew of the sessions ahead."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaign", "0006_outlooks")]
    operations = [
        migrations.AddField("outlook", "half_days", models.IntegerField(null=True)),
        migrations.AddField("outlook", "planned_until", models.DateField(null=True)),
    ]
