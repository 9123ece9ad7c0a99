"""Long tables for tests: asked for through the page, written as a worker would, without one."""

import json
from datetime import UTC, datetime

from django.db import connection

from toandan.faces.jobs import exports as work
from toandan.ground.kernel.actor import the_house
from toandan.record.exports import operations, queries
from toandan.record.exports.models import Export
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading


def jobs() -> list[dict[str, int]]:
    """Return what waits for a worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'exports.make' ORDER BY id")
        return [json.loads(args) for (args,) in cursor.fetchall()]


def carried_out(press=None):
    """Do the last job as a worker does it."""
    job, now = jobs()[-1], datetime.now(UTC)
    if press is None:
        work.make(**job)
        with reading(the_house()):
            return queries.row(Export.objects.get(export_id=job["export"]))
    return operations.carry_out(
        actor=officers.actor_of(job["officer"], now=now), now=now, export=job["export"], press=press
    )
