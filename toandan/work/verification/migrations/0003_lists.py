"""An index over the lines of a list, which is read as a whole."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("verification", "0002_doors")]
    operations = [
        migrations.AddIndex("request", models.Index(models.F("list_id"), name="verification_request_list")),
    ]
