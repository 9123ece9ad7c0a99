"""Lists that were closed long ago lose who was on them, and keep every number, state and reason."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from tests.record.journal.lines import every_line
from tests.record.ledger.people import HOUSE
from tests.work.movements.people import NOW, accepted, drafted, officer, opened, sent, towns
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.movements import operations, queries
from toandan.work.movements.words import LineRow, ListRow, ReturnReason

pytestmark = pytest.mark.django_db
KEPT = timedelta(days=180)
IDENTITY = ("full_name", "birth", "sex", "masked_number", "present_address", "phone", "note")


def answered() -> tuple[int, int, int]:
    """Return a closed list of two people with its two units: one taken over, one sent back with a note."""
    here, there = towns(2)
    stays, goes = opened(here, 2)
    list_id = sent(here, [stays, goes], there)
    accepted(there, list_id, [goes])
    operations.send_back(
        actor=officer(there), now=NOW, list_id=list_id, persons=[stays], reason=ReturnReason.NOT_FOUND,
        note="hàng xóm của bà Bình không biết", client_key=uuid4(),
    )  # fmt: skip
    return list_id, here, there


def read(list_id: int) -> tuple[ListRow, list[LineRow]]:
    with reading(HOUSE):
        return queries.list_row(list_id), queries.lines(list_id)


def told(line: LineRow) -> str:
    """Return everything on a line that tells who somebody is."""
    return "".join(str(getattr(line, name)) for name in IDENTITY)


def test_the_time_is_counted_from_the_day_the_list_was_closed() -> None:
    list_id, *_units = answered()
    assert KEPT.days == settings.LIST_DETAILS_DAYS
    assert operations.forget(actor=HOUSE, now=NOW + KEPT) == (0, 0)
    assert all(line.full_name for line in read(list_id)[1])
    assert operations.forget(actor=HOUSE, now=NOW + KEPT + timedelta(seconds=1)) == (1, 2)
    assert [told(line) for line in read(list_id)[1]] == ["", ""]


def test_what_was_done_stays_to_the_last_number() -> None:
    list_id, here, _there = answered()
    row, lines = read(list_id)
    late = NOW + KEPT + timedelta(days=1)
    with reading(HOUSE):
        before = queries.statement(low=here, high=here, today=date(2024, 1, 1))
    operations.forget(actor=HOUSE, now=late)
    after, blank = read(list_id)
    assert after == replace(row, details_removed_at=late)
    gone = dict.fromkeys(IDENTITY, "")
    assert {line.person_id: line for line in blank} == {line.person_id: replace(line, **gone) for line in lines}
    with reading(HOUSE):
        assert queries.statement(low=here, high=here, today=date(2024, 1, 1)) == before
        letter = queries.letter(row=after, lines=blank, on=date(2024, 1, 1))
    assert {cells[1] for cells in letter.rows} == {"(đã xóa)"}
    assert {cells[-1] for cells in letter.rows} == {"Đã tiếp nhận", "Trả lại: không tìm thấy"}
    assert f"{timezone.localdate(late):%d/%m/%Y}" in letter.closing
    assert operations.export(actor=HOUSE, now=late, list_id=list_id).startswith(b"PK")


def test_lists_that_wait_for_something_keep_their_people() -> None:
    here, there = towns(2)
    kept = [drafted(here, opened(here), there), sent(here, opened(here), there)]
    assert operations.forget(actor=HOUSE, now=NOW + 3 * KEPT) == (0, 0)
    assert all(line.full_name for number in kept for line in read(number)[1])


def test_every_run_is_one_line_of_the_journal() -> None:
    answered()
    for _night in range(2):
        operations.forget(actor=HOUSE, now=NOW + 2 * KEPT)
    lines = [line for line in every_line() if line.verb == "movements.list.forget"]
    assert [(line.detail["lists"], line.detail["people"]) for line in lines] == [(1, 2), (0, 0)]
    assert lines[0].detail["days"] == KEPT.days


def smuggled(actor: Actor, days: int) -> str:
    """Call the door of the database by oneself, and return why it did not open."""
    values = [timezone.now() - timedelta(days=days), timezone.now()]
    with pytest.raises(DatabaseError) as refused, acting(actor), connection.cursor() as cursor:
        cursor.execute("SELECT movements_forget(%s, %s)", values)
    assert isinstance(refused.value.__cause__, psycopg.Error)
    return refused.value.__cause__.sqlstate or ""


def test_only_the_house_removes_and_nothing_of_today() -> None:
    list_id, here, _there = answered()
    assert smuggled(officer(here), 400) == "42501"
    assert smuggled(HOUSE, 0) == "22023"
    assert all(line.full_name for line in read(list_id)[1])
