"""A post may be marked as the one in charge of its unit, so that a slow unit can be named with its person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("officers", "0005_sealed")]
    operations = [migrations.AddField("post", "head", models.BooleanField(default=False, db_default=False))]
