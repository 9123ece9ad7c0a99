"""What smuggled SQL under the program's own login cannot write: in another's name, or for somebody out of its scope."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.smuggling import DAY, MINE, NOW, THEIRS, number, written
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.record.rolls.files import csv_text, person
from toandan.command.campaign.words import Measure
from toandan.faces.jobs.rolls import import_roll
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.record.people import operations as people
from toandan.record.people.words import PersonDetails
from toandan.record.rolls import operations as rolls
from toandan.record.rolls import queries as roll_queries
from toandan.record.rolls.words import ImportChoice, RunState

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Actor:
    return actor_for("phu.thuong", Role.COMMUNE_POLICE, number(MINE))


def settle(code: str, said: str) -> int:
    details = PersonDetails(full_name="Lê Thị Hoa Sen", personal_number=said)
    return people.register(actor=the_house(), now=NOW, unit=number(code), details=details, reason="mở sổ")


class TestClaims:
    CLAIM = "INSERT INTO people_claim (kind, value, person_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"

    def test_nothing_is_claimed_for_somebody_out_of_scope_or_nobody(self, officer: Actor) -> None:
        theirs = settle(THEIRS, "001190004321")
        with acting(officer):
            for person in (theirs, 999_999_999):
                for kind in ("personal_number", "old_number", "client_key"):
                    assert written(self.CLAIM, kind, "001190000077", person) == 0, kind

    def test_a_claim_says_what_the_persons_row_says(self, officer: Actor) -> None:
        mine = settle(MINE, "001190001234")
        with acting(officer):
            assert written(self.CLAIM, "personal_number", "001190000077", mine) == 0
            assert written(self.CLAIM, "old_number", "001190001234", mine) == 0
            assert written(self.CLAIM, "anything_else", "001190001234", mine) == 0
            assert written(self.CLAIM, "client_key", str(uuid.uuid4()), mine) == 1
            assert written("UPDATE people_person SET old_number = '012345678' WHERE person_id = %s", mine) == 1
            assert written(self.CLAIM, "old_number", "012345678", mine) == 1

    def test_without_a_scope_nothing_is_claimed(self) -> None:
        mine = settle(MINE, "001190001234")
        assert written(self.CLAIM, "client_key", str(uuid.uuid4()), mine) == 0


class TestCorrections:
    def correct(self, person: int, unit: int, actor: str, actor_id: int | None) -> int:
        return written(
            "INSERT INTO people_correction (person_id, correction_id, unit_no, name, old, new, reason, evidence, "
            "actor, actor_id, occurred_on, recorded_at) "
            "VALUES (%s, nextval('people_correction_id_seq'), %s, 'sex', '', 'male', 'x', '', %s, %s, %s, %s)",
            *(person, unit, actor, actor_id, DAY, NOW),
        )

    def test_history_is_written_in_the_own_name_about_the_own_people(self, officer: Actor) -> None:
        mine, theirs = settle(MINE, "001190001234"), settle(THEIRS, "001190004321")
        here, name, me = number(MINE), officer.name, officer.officer
        assert me
        with acting(officer):
            assert self.correct(theirs, here, name, me) == 0
            assert self.correct(mine, here, "truc.bach", me) == 0
            assert self.correct(mine, here, name, me + 1) == 0
            assert self.correct(mine, here, name, None) == 0
            assert self.correct(mine, here, name, me) == 1
        assert self.correct(mine, here, name, me) == 0


class TestOrders:
    ORDER = (
        "INSERT INTO campaign_order (client_key, code, title_vi, title_en, measure, other_measure, starts_on, "
        "deadline, scope, issuer, number, created_at, created_by) "
        "VALUES (gen_random_uuid(), %s, 'x', 'x', %s, '', now(), now(), %s, '', '', now(), %s) RETURNING order_id"
    )
    TARGET = (
        "INSERT INTO campaign_target "
        "(client_key, order_id, unit, product, percent, since, reason, created_at, created_by) "
        "SELECT gen_random_uuid(), order_id, %s, 'card', 1, now(), 'x', now(), %s FROM campaign_order"
    )

    def order(self, scope: int, by: str, code: str = "X") -> int:
        return written(self.ORDER, code, next(iter(Measure)).value, scope, by)

    def test_orders_are_signed_by_whoever_acts_and_reach_no_further_than_their_word(self, officer: Actor) -> None:
        city = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, number("01"))
        assert self.order(number("01"), city.name) == 0
        with acting(officer):
            assert self.order(officer.at, officer.name) == 0
        with acting(city):
            assert self.order(city.at, "toandan") == 0
            assert self.order(1, city.name) == 0
            assert self.order(city.at, city.name) == 1

    def test_targets_are_set_by_whoever_may_at_that_unit(self, officer: Actor) -> None:
        district = actor_for("tay.ho", Role.DISTRICT_POLICE, number("003"))
        with acting(the_house()):
            assert self.order(1, "toandan") == 1
        with acting(officer):
            assert written(self.TARGET, officer.at, officer.name) == 0
        with acting(district):
            assert [written(self.TARGET, number(code), district.name) for code in (THEIRS, "01", MINE)] == [0, 0, 1]
            assert written(self.TARGET, district.at, "toandan") == 0

    BULLETIN = (
        "INSERT INTO campaign_bulletin (client_key, order_id, unit, as_of, state, version, remarks, drafted_at, "
        "drafted_by, changed_at, changed_by) SELECT gen_random_uuid(), order_id, %s, %s, 'drafted', 1, '{}', now(), "
        "%s, now(), %s FROM campaign_order"
    )
    SIGN = (
        "UPDATE campaign_bulletin SET state = 'signed', number = 1, entry = 1, figures = '{}', digest = 'x', "
        "sign_key = gen_random_uuid(), signed_at = now(), signed_by = %s"
    )

    def test_bulletins_are_signed_in_the_own_name_and_stand_from_then_on(self, officer: Actor) -> None:
        city = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, number("01"))
        with acting(city):
            assert self.order(city.at, city.name) == 1
            assert written(self.BULLETIN, city.at, DAY, city.name, city.name) == 0
            begun = DAY.replace(year=2099)
            assert written(self.BULLETIN, city.at, begun, city.name, "toandan") == 0
            assert written(self.BULLETIN, 1, begun, city.name, city.name) == 0
            assert written(self.BULLETIN, city.at, begun, city.name, city.name) == 1
        with acting(officer):
            assert written(self.BULLETIN, officer.at, NOW.date(), officer.name, officer.name) == 0
            assert written(self.SIGN, officer.name) == 0
        with acting(city):
            assert written(self.SIGN, "toandan") == 0
            assert written(self.SIGN, city.name) == 1
            assert written("UPDATE campaign_bulletin SET figures = '{\"done\": 1}'") == 0
            assert written("DELETE FROM campaign_bulletin") == 0


class TestQueuedImports:
    """The queue is open to whoever can send SQL; the run it names is not."""

    COLUMNS = ("full_name", "birth_date", "sex", "permanent_commune")

    @pytest.fixture(autouse=True)
    def _own_state(self, tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[None]:
        settings.STATE_DIR = tmp_path / "state"
        yield

    def send(self, actor: Actor, code: str, place: int) -> int:
        """Send a roll of one person through the page's operations, up to its choice; return the run."""
        content = csv_text([person(place, permanent_commune=code)]).encode()
        run = rolls.receive(actor=actor, now=NOW, chunks=[content], file_name="roll.csv")
        mapping = {column: column for column in self.COLUMNS}
        rolls.choose(actor=actor, now=NOW, run=run, choice=ImportChoice(DAY, mapping))
        return run

    def smuggle(self, run: int, named: Actor) -> dict[str, int]:
        """Put a job into the queue with SQL, and return what the worker would be given."""
        assert named.officer
        args = {"run": run, "officer": named.officer}
        row = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('office', 'rolls.import', %s)"
        assert written(row, json.dumps(args)) == 1
        return args

    def state(self, run: int) -> RunState:
        return roll_queries.run_row(actor=the_house(), run=run).state

    def refusals(self) -> list[dict[str, object]]:
        return [line.detail for line in every_line() if line.verb == "rolls.roll.refuse_job"]

    def test_who_queued_a_roll_has_it_imported(self, officer: Actor) -> None:
        run = self.send(officer, MINE, 1)
        import_roll(run=run, officer=officer.officer)
        assert (self.state(run), self.refusals()) == (RunState.DONE, [])

    def test_a_job_that_names_another_officer_is_refused_and_journalled(self, officer: Actor) -> None:
        beside = actor_for("phu.thuong.2", Role.COMMUNE_POLICE, number(MINE))
        theirs = actor_for("truc.bach", Role.COMMUNE_POLICE, number(THEIRS))
        for who, code, refusal, why in (
            (beside, MINE, rolls.UnableToImport, "rolls.not_asked"),
            (theirs, THEIRS, roll_queries.RunUnknown, "rolls.run_unknown"),
        ):
            run = self.send(who, code, 2)
            with acting(who):
                args = self.smuggle(run, officer)
            with pytest.raises(refusal):
                import_roll(**args)
            assert self.state(run) is RunState.QUEUED
            assert {"officer": officer.officer, "why": why} in self.refusals()

    def test_a_run_names_nobody_but_who_moves_it(self, officer: Actor) -> None:
        beside = actor_for("phu.thuong.2", Role.COMMUNE_POLICE, number(MINE))
        run = self.send(officer, MINE, 3)
        with acting(beside):
            claim = "UPDATE rolls_run SET on_day = '2020-01-01', mover = %s, mover_id = %s WHERE run_id = %s"
            batch = "INSERT INTO rolls_batch (run_id, number, unit_no, accepted, done_at) VALUES (%s, 1, %s, 9, now())"
            assert written("UPDATE rolls_run SET on_day = '2020-01-01' WHERE run_id = %s", run) == 0
            assert written("UPDATE rolls_run SET actor = %s WHERE run_id = %s", beside.name, run) == 0
            assert written(claim, officer.name, officer.officer, run) == 0
            assert written(batch, run, number(MINE)) == 0
            assert written(claim, beside.name, beside.officer, run) == 1
            args = self.smuggle(run, officer)
        with pytest.raises(rolls.UnableToImport):
            import_roll(**args)
        assert self.state(run) is RunState.QUEUED

    def test_nothing_is_noted_about_runs_out_of_scope(self, officer: Actor) -> None:
        theirs = actor_for("truc.bach", Role.COMMUNE_POLICE, number(THEIRS))
        run = self.send(theirs, THEIRS, 4)
        with acting(officer):
            batch = "INSERT INTO rolls_batch (run_id, number, unit_no, accepted, done_at) VALUES (%s, 1, %s, 9, now())"
            assert [written(batch, run, number(code)) for code in (MINE, THEIRS)] == [0, 0]
