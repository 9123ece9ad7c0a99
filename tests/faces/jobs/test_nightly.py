"""What the house does by itself at night: every job is carried out by a real worker and leaves its effect behind."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from tests.record.journal.lines import every_line
from tests.record.ledger.people import DUE, HOUSE, WORLD, communes, write_down
from toandan.faces.jobs import nightly, verification
from toandan.ground.kernel.errors import UnableTo
from toandan.record.journal.operations import append
from toandan.record.journal.queries import heads, present_heads
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.words import Line, Verb
from toandan.record.officers.operations import acting

MIDNIGHT = int(datetime(2026, 1, 1, 17, tzinfo=UTC).timestamp())


@pytest.fixture(autouse=True)
def _database(own_database: str) -> Iterator[None]:
    """Work in a database of one's own: the worker has connections of its own and sees only what is committed."""
    yield
    for alias in ("default", "owner"):
        connections[alias].close()


def carried_out(*names: str) -> list[str]:
    """Queue jobs as their hour does, let a worker empty the queue, and return how each of them ended."""
    queued = [app.configure_task(name).defer(timestamp=MIDNIGHT) for name in names]
    with app.replace_connector(app.connector.get_worker_connector()) as jobs:  # type: ignore[attr-defined]
        jobs.run_worker(queues=["night"], wait=False, install_signal_handlers=False, listen_notify=False)
    found = owner("SELECT id, status::text FROM procrastinate_jobs WHERE id = ANY(%s)", queued)
    status = {int(str(number)): str(how) for number, how in found}
    return [status[number] for number in queued]


def owner(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def verbs() -> list[str]:
    return [line.verb for line in every_line()]


def test_the_journal_is_signed_where_it_stands() -> None:
    with acting(HOUSE):
        append(actor=HOUSE, verb="journal.line.look", subject="journal", unit=None)
    stood = present_heads()
    assert heads(using="owner") == []
    assert carried_out("journal.seal") == ["succeeded"]
    [head] = heads(using="owner")
    assert head.heads == stood
    assert carried_out("journal.seal") == ["succeeded"]
    assert [h.seal_no for h in heads(using="owner")] == [1, 2]
    assert verbs().count("journal.head.seal") == 2


def test_the_ledger_is_folded_and_no_figure_changes() -> None:
    (unit,) = communes(1)
    people = write_down(unit, 3)
    for person in people:
        post(Verb.REGISTERED, [Line(person, WORLD, (unit, DUE))])
    ledger.seal(actor=HOUSE, now=timezone.now(), reason="thử")
    rows = "SELECT count(*), sum(amount) FROM ledger_delta WHERE unit_no = %s"
    assert owner(rows, unit) == [(3, 3)]
    assert carried_out("ledger.fold") == ["succeeded"]
    assert owner(rows, unit) == [(1, 3)]
    assert "ledger.delta.fold" in verbs()


def test_the_months_to_come_are_opened() -> None:
    ahead = f"ledger_posting_{timezone.localdate() + timedelta(days=62):%Y_%m}"
    owner(f"DROP TABLE IF EXISTS {ahead}")
    assert carried_out("ledger.open_months") == ["succeeded"]
    assert owner("SELECT to_regclass(%s)::text", ahead) == [(ahead,)]
    assert "ledger.month.open" in verbs()


def test_sessions_that_have_expired_go_and_others_stay() -> None:
    now = timezone.now()
    for key, until in (("gone", now - timedelta(minutes=1)), ("stays", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=until)
    assert carried_out("house.clear_sessions") == ["succeeded"]
    assert [s.session_key for s in Session.objects.all()] == ["stays"]


def test_a_job_that_fails_stays_visible_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly.journal, "seal", refusal)
    assert carried_out("journal.seal", "ledger.fold") == ["failed", "succeeded"]
    assert carried_out("ledger.open_months") == ["succeeded"]
    assert owner("SELECT task_name FROM procrastinate_jobs WHERE status = 'failed'") == [("journal.seal",)]
    assert heads(using="owner") == []


def test_a_fault_of_the_database_is_a_failed_job_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(**_: object) -> int:
        raise psycopg.OperationalError("the connection is lost")

    monkeypatch.setattr(nightly.ledger, "fold", lost)
    assert carried_out("ledger.fold") == ["failed"]


def refusal(**_: object) -> None:
    raise UnableTo("Somebody else is sealing.", code="sealed_at_once")


def post(verb: Verb, lines: list[Line]) -> None:
    ledger.post(
        actor=HOUSE, now=timezone.now(), verb=verb, occurred_on=date(2023, 5, 20), client_key=uuid4(), lines=lines,
        reason="thử",
    )  # fmt: skip


@pytest.mark.parametrize(
    "job",
    [nightly.seal_journal, nightly.open_months, nightly.fold_ledger, nightly.clear_sessions, verification.remind],
)
def test_every_job_has_its_hour_at_night_in_viet_nam(job: Callable[..., None]) -> None:
    [entry] = [e for e in app.periodic_registry.periodic_tasks.values() if e.task.name == job.name]  # type: ignore[attr-defined]
    minute, hour, *every_day = entry.cron.split()
    assert (hour, every_day, entry.task.queue) == ("17", ["*", "*", "*"], "night")
    assert 0 <= int(minute) < 60
