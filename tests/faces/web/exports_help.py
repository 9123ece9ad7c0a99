"""Long tables for tests: asked for through the page, written as a worker would, without one."""

import json
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from toandan.record.exports import operations
from toandan.record.officers import queries as officers


def jobs() -> list[dict[str, int]]:
    """Return what waits for a worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'exports.make' ORDER BY id")
        return [json.loads(args) for (args,) in cursor.fetchall()]


def carried_out(press=None):
    """Do the last job as a worker does it."""
    job, now = jobs()[-1], datetime.now(UTC)
    return operations.carry_out(
        actor=officers.actor_of(job["officer"], now=now), now=now, export=job["export"],
        press=press or import_string(settings.EXPORT_PRESS),
    )  # fmt: skip
