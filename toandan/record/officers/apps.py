"""The room as Django knows it."""

from django.apps import AppConfig


class OfficersConfig(AppConfig):
    """Keeps the room's tables under the name `officers`."""

    name = "toandan.record.officers"
    label = "officers"
    default_auto_field = "django.db.models.BigAutoField"
