"""Why somebody left a Steering Committee is kept with the membership."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directives", "0008_lead")]
    operations = [
        migrations.AddField("member", "ended_for", models.TextField(default="")),
        migrations.RunSQL(
            "GRANT UPDATE (ended_for) ON directives_member TO toandan_app", migrations.RunSQL.noop
        ),
    ]
