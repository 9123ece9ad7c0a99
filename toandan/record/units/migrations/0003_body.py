"""Bodies outside the police: reference data that whoever may is allowed to add to."""

import django.db.models.deletion
from django.db import migrations, models

PRIVILEGES = "GRANT SELECT, INSERT ON units_body TO toandan_app"


class Migration(migrations.Migration):
    dependencies = [("units", "0002_privileges")]
    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=24, unique=True)),
                ("kind", models.CharField(max_length=30)),
                ("name_vi", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                (
                    "territory",
                    models.ForeignKey(
                        db_column="territory",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
            ],
            options={"db_table": "units_body"},
        ),
        migrations.RunSQL(PRIVILEGES, migrations.RunSQL.noop),
    ]
