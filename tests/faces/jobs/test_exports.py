"""Long tables under a real worker: one that died is followed by another, and nobody waits for a job that is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connections
from procrastinate.contrib.django import app

from tests.faces.jobs.test_nightly import MIDNIGHT, carried_out, owner
from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from toandan.faces.jobs import exports
from toandan.record.exports import operations, queries
from toandan.record.exports.words import ExportRow, ExportState, Heading, Reason, Wish
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role


@pytest.fixture(autouse=True)
def _database(own_database: str) -> Iterator[None]:
    """Work in a database of one's own: the worker sees only what is committed."""
    yield
    for alias in ("default", "owner"):
        connections[alias].close()


def test_the_table_of_a_dead_worker_is_taken_up_and_one_without_a_job_given_up() -> None:
    actor = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, unit_of("01"))

    def start(export: int) -> None:
        app.configure_task("exports.make", queue="office", lock=f"export:{export}").defer(
            export=export, officer=actor.officer
        )

    def asked() -> ExportRow:
        return operations.ask(
            actor=actor, now=datetime.now(UTC), wish=Wish("campaign.sheets.every_order", {}, "", "xlsx", "vi"),
            heading=Heading("orders", "Mệnh lệnh", "", actor.at), client_key=uuid4(), start=start,
        )  # fmt: skip

    def now_is(row: ExportRow) -> ExportRow:
        with reading(actor):
            return queries.export(actor, row.export_id)

    def works() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as jobs:  # type: ignore[attr-defined]
            jobs.run_worker(queues=["office"], wait=False, install_signal_handlers=False, listen_notify=False)

    first = asked()
    owner("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'exports.make'")
    assert carried_out("exports.attend") == ["succeeded"]
    works()
    assert now_is(first).state is ExportState.READY
    second = asked()
    owner("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'exports.make' AND status = 'todo'")
    exports.attend(timestamp=MIDNIGHT)
    assert now_is(second).reason is Reason.INTERRUPTED
