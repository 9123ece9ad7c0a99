"""The day itself: the queue, closing, reconciling, and what visits at home bring (một ngày lưu động)."""

from datetime import timedelta

import pytest
from django.db import connection

from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.sessions.conftest import HOMEBOUND, MORNING, TODAY, Field, key
from tests.work.verification.conftest import add_body, enter
from toandan.ground.kernel.days import days_off
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, Obstacle, Standing
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.record.units.words import BodyKind
from toandan.work.equipment import operations as equipment
from toandan.work.equipment import queries as devices
from toandan.work.movements import operations as movements
from toandan.work.sessions import operations, queries
from toandan.work.sessions.operations import UnableToHold, UnableToVisit
from toandan.work.sessions.words import HelperState, HomeState, NewHome, Outcome, Shift, State, Stop, Urgency
from toandan.work.verification import queries as cases


@pytest.fixture
def today(ground: Field) -> str:
    """A session of today, announced."""
    if days_off(TODAY, TODAY):
        pytest.skip("no session is held on a public holiday")
    return ground.announce()


def opened(ground: Field, code: str) -> None:
    operations.open_session(actor=ground.police, now=MORNING, code=code, client_key=key())


def take(ground: Field, person: int, session: str) -> None:
    movements.collect_dossier(
        actor=ground.police, now=MORNING, unit=ground.unit, person=person, occurred_on=TODAY, reason="tại buổi",
        client_key=key(), session=session,
    )  # fmt: skip


def closed(ground: Field, code: str, collected: int) -> None:
    operations.close_session(actor=ground.police, now=MORNING, code=code, collected=collected, client_key=key())


class TestSession:
    def test_a_day_from_opening_to_reconciling(self, ground: Field, today: str) -> None:
        people = [enter(f"Trần Thị {n}") for n in ("Hoa", "Huệ", "Lan", "Cúc", "Mai", "Đào")]
        opened(ground, today)
        with acting(ground.police):
            assert queries.session(today).remaining == 6, "no other place serves any of the six"
        drawn = [operations.draw_ticket(actor=ground.police, now=MORNING, code=today, client_key=key()) for _ in "123"]
        assert drawn == [1, 2, 3]
        once = key()
        said = {"actor": ground.police, "now": MORNING, "code": today}
        assert [operations.call_next(**said, client_key=once) for _ in "12"] == [1, 1]  # type: ignore[arg-type]
        served = key()
        for _ in "12":
            operations.finish_ticket(**said, number=1, came=True, client_key=served)  # type: ignore[arg-type]
        assert [line.verb for line in every_line()].count("sessions.ticket.finish") == 1
        with pytest.raises(UnableToHold, match="ticket_state"):
            operations.finish_ticket(**said, number=2, came=True, client_key=key())  # type: ignore[arg-type]
        with pytest.raises(UnableToHold, match="tickets_left"):
            closed(ground, today, 1)
        assert operations.call_next(**said, client_key=key()) == 2  # type: ignore[arg-type]
        operations.finish_ticket(**said, number=2, came=True, client_key=key())  # type: ignore[arg-type]
        operations.finish_ticket(**said, number=3, came=False, client_key=key())  # type: ignore[arg-type]
        take(ground, people[0], today)
        closed(ground, today, 2)
        with pytest.raises(NotAllowed):
            operations.reconcile(actor=ground.police, now=MORNING, code=today, note="x", client_key=key())
        with pytest.raises(UnableToHold, match="note_missing"):
            operations.reconcile(actor=ground.district, now=MORNING, code=today, client_key=key())
        # The late posting is what differed; with it the three counts agree, and no note is needed.
        take(ground, people[1], today)
        count = operations.reconcile(actor=ground.district, now=MORNING, code=today, client_key=key())
        assert (count.collected, count.tickets, count.posted, count.differs) == (2, 2, 2, False)
        with acting(ground.district):
            assert queries.session(today).state is State.RECONCILED
            assert [(row.remaining, row.served) for row in queries.yields([ground.unit], TODAY)] == [(6, 2)]
            use = queries.kit_use([ground.district_no], TODAY, 1, ["KIT-9"])
            whole = {"low": ground.unit, "high": ground.unit, "since": TODAY, "until": TODAY}
            assert queries.served_as_expected(**whole) == {ground.unit: (2, queries.session(today).expected)}
        # KIT-9 is nobody's here: what it did elsewhere is not known, so no day of it is called idle.
        assert [(one.kit, one.held, one.people, one.per_hour, one.idle_days) for one in use] == [
            ("KIT-1", 1, 2, 0.5, 0), ("KIT-9", 0, 0, None, None)
        ]  # fmt: skip

    def test_a_stolen_kit_does_no_work(self, ground: Field, today: str) -> None:
        def idle() -> list[int | None]:
            return [one.idle_days for one in queries.kit_use([ground.district_no], TODAY, 3)]

        with acting(ground.district):
            device = devices.by_serial("KIT-1").device_id
            assert idle() == [2]
        equipment.report_gone(
            actor=ground.district, now=MORNING, device=device, stolen=True, suspect_from=MORNING, reason="mất",
            client_key=key(),
        )  # fmt: skip
        with acting(ground.district):
            assert idle() == [0], "a kit that may not work does not stand idle"
        with pytest.raises(UnableToHold, match="kit_blocked"):
            opened(ground, today)
        ground.place("P2")
        with pytest.raises(UnableToHold, match="kit_blocked"):
            ground.announce("P2", shift=Shift.PM)

    def test_who_left_the_crew_is_taken_off_once(self, ground: Field, today: str) -> None:
        said = {"actor": ground.police, "now": MORNING, "code": today, "username": "phucxa"}
        with pytest.raises(UnableToHold, match="crew_unknown"):
            operations.remove_crew(**said, client_key=key())  # type: ignore[arg-type]
        once = key()
        operations.add_crew(**said, client_key=key())  # type: ignore[arg-type]
        for again in (once, key()):
            operations.remove_crew(**said, client_key=again)  # type: ignore[arg-type]
        assert [line.verb for line in every_line()].count("sessions.crew.remove") == 1
        operations.add_crew(**said, client_key=key())  # type: ignore[arg-type]
        operations.remove_crew(**said, client_key=once)  # type: ignore[arg-type]
        with acting(ground.police):
            assert len(queries.crew(queries.session(today).session_id)) == 1, "what comes late is not done twice"
        operations.remove_crew(**said, client_key=key())  # type: ignore[arg-type]
        with acting(ground.police):
            assert queries.crew(queries.session(today).session_id) == []

    def test_no_session_is_opened_on_another_day(self, ground: Field, today: str) -> None:
        with pytest.raises(UnableToHold, match="open_early"):
            operations.open_session(actor=ground.police, now=MORNING + timedelta(days=1), code=today, client_key=key())

    def test_a_body_names_its_helper_and_the_unit_its_hours(self, ground: Field, today: str) -> None:
        body = add_body("DTN-001", BodyKind.YOUTH_UNION, "001")
        union = actor_for("doan", Role.BODY_OFFICER, body)
        asked = operations.ask_helper(
            actor=ground.police, now=MORNING, code=today, body=body, task="hướng dẫn", client_key=key()
        )
        other = actor_for("doan2", Role.BODY_OFFICER, add_body("DTN-002", BodyKind.YOUTH_UNION, "002"))
        with pytest.raises(UnableToHold, match="helper_unknown"):
            answer = {"now": MORNING, "helper": asked, "coming": True, "client_key": key()}
            operations.answer_helper(actor=other, name="Ai đó", **answer)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            operations.answer_helper(actor=ground.police, name="Ai đó", **answer)  # type: ignore[arg-type]
        for _ in "12":
            operations.answer_helper(actor=union, name="Nguyễn Văn Mạnh", **answer)  # type: ignore[arg-type]
        assert [line.verb for line in every_line()].count("sessions.helper.answer") == 1
        with acting(union):
            assert [row.state for row in queries.asked_of(body, TODAY)] == [HelperState.CONFIRMED]
            at = queries.whereabouts(TODAY)[asked]
            assert (at.state, at.shift, at.place) == (State.PLANNED, Shift.AM, "Địa điểm P1")
        for outside in (other, ground.police, ground.district):
            with acting(outside):
                assert queries.whereabouts(TODAY) == {}
        hours = {"actor": ground.police, "now": MORNING, "helper": asked}
        with pytest.raises(UnableToHold, match="hours_early"):
            operations.record_hours(**hours, minutes=240, client_key=key())  # type: ignore[arg-type]
        opened(ground, today)
        closed(ground, today, 0)
        first = key()
        for again, minutes in ((first, 200), (key(), 240), (first, 200)):
            operations.record_hours(**hours, minutes=minutes, client_key=again)  # type: ignore[arg-type]
        assert [line.verb for line in every_line()].count("sessions.helper.hours") == 2, "late is not twice"
        with acting(ground.police):
            assert [row.minutes for row in queries.helpers(queries.session(today).session_id)] == [240]


class TestVisits:
    @pytest.fixture
    def home(self, ground: Field) -> str:
        person = enter("Phạm Thị Nhu", HOMEBOUND)
        asked = NewHome(person, Urgency.ELDERLY, 15, TODAY, TODAY + timedelta(days=9))
        return operations.ask_home(actor=ground.police, now=MORNING, home=asked, client_key=key())

    def record(self, ground: Field, home: str, outcome: Outcome, **more: object) -> None:
        said: dict[str, object] = {"actor": ground.police, "now": MORNING, "client_key": key()} | more
        operations.visit(home=home, outcome=outcome, day=TODAY, **said)  # type: ignore[arg-type]

    def stands(self, ground: Field, home: str) -> tuple[Standing, HomeState]:
        with acting(ground.police):
            asked = queries.request(home)
            return ledger.standing(asked.person).standing, asked.state

    def test_refusing_hinders_a_later_word_takes_its_place_and_papers_settle(self, ground: Field, home: str) -> None:
        route = operations.route(
            actor=ground.district, now=MORNING, unit=ground.district_no, kit="KIT-1", day=TODAY,
            stops=[Stop(home, 480, 500)], client_key=key(),
        )  # fmt: skip
        once = key()
        for _ in range(2):
            self.record(ground, home, Outcome.REFUSED, note="không đồng ý", client_key=once)
        standing, state = self.stands(ground, home)
        assert (standing.obstacle, state) == (Obstacle.REFUSED, HomeState.SETTLED)
        self.record(ground, home, Outcome.CLOSED_HOUSE)
        standing, state = self.stands(ground, home)
        assert (standing.obstacle, state) == (Obstacle.HOMEBOUND, HomeState.WAITING)
        self.record(ground, home, Outcome.DONE, route=route)
        standing, state = self.stands(ground, home)
        assert (standing.card, standing.obstacle, state) == (Card.APPLIED, Obstacle.NONE, HomeState.SETTLED)
        with pytest.raises(UnableToVisit, match="done_stands"):
            self.record(ground, home, Outcome.ABSENT)
        with acting(ground.police):
            assert [row.outcome for row in queries.visits([home])[home]] == [
                Outcome.REFUSED, Outcome.CLOSED_HOUSE, Outcome.DONE
            ]  # fmt: skip
            assert ledger.posted_under([route]) == {(route, "dossier_collected"): 1}
        with acting(ground.district):
            use = queries.kit_use([ground.district_no], TODAY, 2)
            assert [(one.kit, one.routes, one.homes, one.idle_days) for one in use] == [("KIT-1", 1, 1, 1)]

    def test_a_death_heard_of_becomes_a_case(self, ground: Field, home: str) -> None:
        self.record(ground, home, Outcome.DECEASED, note="hàng xóm báo")
        with acting(ground.police):
            person = queries.request(home).person
            assert [case.kind.value for case in cases.cases_of(person)] == ["suspected_dead"]
        assert self.stands(ground, home)[0].obstacle is Obstacle.SUSPECTED_DEAD

    def test_another_unit_neither_reads_nor_writes_outcomes(self, ground: Field, home: str) -> None:
        with pytest.raises(queries.HomeUnknown):
            self.record(ground, home, Outcome.DONE, actor=ground.neighbour)
        self.record(ground, home, Outcome.ABSENT)
        with acting(ground.neighbour), connection.cursor() as cursor:
            for table in ("sessions_home", "sessions_visit", "sessions_session", "sessions_event", "sessions_stop"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), table
