"""The door the web server knocks at."""

import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
application = get_wsgi_application()


def warm() -> None:
    """Read the administrative hierarchy before the first page asks; without a database the page will wait for it."""
    from toandan.record.units import queries as units

    with suppress(DatabaseError):
        units.warm()
    connection.close()


warm()
