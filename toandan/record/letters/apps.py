"""The room as Django knows it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Keeps the room's tables under the name `letters`."""

    name = "toandan.record.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
