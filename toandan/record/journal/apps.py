"""The room as Django knows it."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Keeps the room's tables under the name `journal`."""

    name = "toandan.record.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
