"""The room as Django knows it."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Keeps the room's tables under the name `units`."""

    name = "toandan.record.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"
