"""The 30-to-60-day clock of people registered nowhere runs on when their unit merges, checked ones stay checked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.command.reorganisation.mapping import WHOLE, new, old, reorganise, text
from tests.officers_help import actor_for, make_officer, signed_in_client
from tests.record.people.conftest import someone
from toandan.ground.kernel.actor import LAST_NUMBER
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.officers.models import Officer
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.movements import operations, queries
from toandan.work.movements.words import Kind, Report

pytestmark = pytest.mark.django_db


def test_the_clock_runs_on_in_the_new_unit() -> None:
    today = timezone.localdate()
    since = today - timedelta(days=40)
    ward = actor_for("phuc.xa", Role.COMMUNE_POLICE, old(WHOLE[0]))
    told = {"actor": ward, "now": timezone.now()}
    waiting, checked = (
        operations.enter(
            **told, kind=Kind.ARRIVAL_UNREGISTERED, unit=ward.at, client_key=uuid4(),
            details=someone(name, birth=PartialDate.of(1990)), report=Report(since, today, "sống tại chỗ", "12/BB"),
        ).person_id
        for name in ("Người Lang Thang", "Người Đã Rõ")
    )  # fmt: skip
    operations.record(
        **told, kind=Kind.RESIDENCE_CHECKED, person=checked, client_key=uuid4(),
        report=Report(today, today, "đã xác minh", "13/BB"),
    )  # fmt: skip
    with reading(ward):
        before = queries.unregistered(low=ward.at, high=ward.at, on=today)
    assert [(one.person_id, one.since) for one in before] == [(waiting, since)]
    reorganise(text(f"{WHOLE[0]},{WHOLE[1]},full,,"), now=timezone.now())

    here = new(WHOLE[1])
    officer = make_officer("hong.ha", Role.COMMUNE_POLICE, here)
    with reading(actor_for("hong.ha2", Role.COMMUNE_POLICE, here)):
        after = queries.unregistered(low=here, high=here, on=today)
        many = queries.how_many_unregistered(low=here, high=here, on=today)
    assert [(one.person_id, one.since, one.state) for one in after] == [(waiting, since, before[0].state)]
    assert sum(many.values()) == 1
    page = signed_in_client(officer).get(reverse("civil:unregistered"))
    assert page.status_code == 200
    assert "Người Lang Thang" in page.content.decode()
    assert "Người Đã Rõ" not in page.content.decode()
    _what_was_recorded_is_the_new_units_to_undo(officer, waiting, checked)
    with reading(actor_for("ngoc.ha", Role.COMMUNE_POLICE, new("00008"))):
        assert queries.unregistered(low=here, high=here, on=today) == [], "of others' people nothing is told"
        assert queries.movements(low=1, high=LAST_NUMBER) == queries.of_person(waiting) == []


def _what_was_recorded_is_the_new_units_to_undo(officer: Officer, waiting: int, checked: int) -> None:
    """Movements of the old unit stand on the list of the new one and on the person's page; it undoes them as usual."""
    here, client = new(WHOLE[1]), signed_in_client(officer)
    listed = client.get(reverse("civil:list")).content.decode()
    assert listed.count("trước khi sáp nhập") == 3
    assert "Người Lang Thang" in listed
    assert "Người Đã Rõ" in listed
    actor = actor_for("hong.ha3", Role.COMMUNE_POLICE, here)
    with reading(actor):
        (arrived,) = queries.of_person(waiting)
        assert (arrived.unit, arrived.kept, arrived.answers) == (old(WHOLE[0]), here, here)
    page = client.get(reverse("civil:person", args=[waiting])).content.decode()
    assert reverse("civil:undo", args=[waiting, arrived.movement]) in page
    told = {"actor": actor, "now": timezone.now(), "reason": "ghi nhầm người", "client_key": uuid4()}
    made = operations.undo(**told, person=waiting, number=arrived.movement)
    assert (made.unit, made.kept, made.source[0], made.target[0]) == (here, None, here, 0)
    assert operations.undo(**told, person=waiting, number=arrived.movement) == made
    with reading(actor):
        assert ledger.standings([waiting]) == [], "who was entered by mistake counts nowhere"
        assert {row.answers for row in queries.of_person(checked)} == {here}
