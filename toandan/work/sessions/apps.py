"""The room as Django knows it."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Keeps the room apart from Django's own app of the same name, which holds the sessions of browsers."""

    name = "toandan.work.sessions"
    label = "work_sessions"
    default_auto_field = "django.db.models.BigAutoField"
