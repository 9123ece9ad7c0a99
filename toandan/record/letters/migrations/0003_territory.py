"""The territory that an authority answers for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_doors")]
    operations = [migrations.AddField("peer", "territory_no", models.IntegerField(null=True))]
