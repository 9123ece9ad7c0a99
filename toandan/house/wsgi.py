"""The door the web server knocks at."""

import gc
import multiprocessing
import os
import signal
import threading
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
application = get_wsgi_application()


def warm() -> None:
    """Read hierarchy and pages before the first request asks; without a database the page will wait for the former."""
    from toandan.record.units import queries as units

    with suppress(DatabaseError):
        units.warm()
    connection.close()
    # Django reads the pages, which is most of the program, when it first looks for an address.
    get_resolver().check()
    # Program and hierarchy stay until the end. Looked through by the collector of garbage again and again, they
    # would hold up every twelfth page for a tenth of a second.
    gc.collect()
    gc.freeze()


def end_with_the_server() -> None:
    """Stop this worker cleanly when the server that started it is gone; else it would keep the port for itself."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_the_server, daemon=True).start()
warm()
