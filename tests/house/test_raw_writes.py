"""What smuggled SQL under the program's own login cannot write: in another's name, or for somebody out of its scope."""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client

from tests.officers_help import actor_for, make_officer, signed_in_client
from tests.record.journal.lines import every_line
from tests.record.rolls.files import csv_text, person
from toandan.command.campaign.words import Measure
from toandan.faces.jobs.rolls import import_roll
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.officers.operations import acting, appoint
from toandan.record.officers.words import Role
from toandan.record.people import operations as people
from toandan.record.people.words import PersonDetails
from toandan.record.rolls import operations as rolls
from toandan.record.rolls import queries as roll_queries
from toandan.record.rolls.words import ImportChoice, RunState
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)
NOW = datetime(2023, 6, 3, 2, 0, tzinfo=UTC)
MINE, THEIRS = "00091", "00004"
"""Phú Thượng in Tây Hồ, and Trúc Bạch in Ba Đình."""


def number(code: str) -> int:
    return units.by_code(code, as_of=DAY).number


@pytest.fixture
def officer() -> Actor:
    return actor_for("phu.thuong", Role.COMMUNE_POLICE, number(MINE))


def settle(code: str, said: str) -> int:
    details = PersonDetails(full_name="Lê Thị Hoa Sen", personal_number=said)
    return people.register(actor=the_house(), now=NOW, unit=number(code), details=details, reason="mở sổ")


def written(statement: str, *values: object) -> int:
    """Return how many rows a statement wrote; what privilege or policy refuses writes none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount
    except ProgrammingError as error:
        assert isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
        return 0


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


class TestPostsAndClients:
    POST = (
        "INSERT INTO officers_post (officer_id, role, unit_no, since, granted_by, reason) "
        "VALUES (%s, 'city_headquarters', %s, now(), %s, 'x')"
    )
    CLIENT = (
        "INSERT INTO officers_client (name, token_hash, unit_no, permissions, since, granted_by) "
        "VALUES ('kit', sha256('x'), %s, '{people.person.read}', now(), %s)"
    )

    def test_nobody_gives_posts_or_tokens_out_of_scope_or_in_anothers_name(self, officer: Actor) -> None:
        outside = (1, number("003"), number(THEIRS))
        with acting(officer):
            for unit in outside:
                assert written(self.POST, officer.officer, unit, officer.name) == 0
                assert written(self.CLIENT, unit, officer.name) == 0
            assert written(self.POST, officer.officer, officer.at, "toandan") == 0
            assert written(self.CLIENT, officer.at, "toandan") == 0
        for unit in (*outside, officer.at):
            assert written(self.POST, officer.officer, unit, officer.name) == 0
            assert written(self.CLIENT, unit, officer.name) == 0

    def test_nobody_ends_or_prolongs_posts_and_tokens_out_of_scope(self, officer: Actor) -> None:
        theirs = actor_for("truc.bach", Role.COMMUNE_POLICE, number(THEIRS))
        end = "UPDATE officers_post SET until = now() WHERE officer_id = %s"
        with acting(the_house()):
            assert written(self.CLIENT, number(THEIRS), "toandan") == 1
        with acting(officer):
            assert written(end, theirs.officer) == 0
            assert written("UPDATE officers_client SET until = NULL") == 0
            assert written(end, officer.officer) == 1
        assert written(end, theirs.officer) == 0


class TestAccounts:
    SET = "UPDATE officers_officer SET password = 'known' WHERE id = %s"

    def test_nobody_changes_an_account_that_reaches_out_of_scope(self, officer: Actor) -> None:
        theirs = actor_for("truc.bach", Role.COMMUNE_POLICE, number(THEIRS))
        above = actor_for("tay.ho", Role.DISTRICT_POLICE, number("003"))
        below = actor_for("phu.thuong.2", Role.COMMUNE_POLICE, number(MINE))
        with acting(officer):
            assert [written(self.SET, who.officer) for who in (theirs, above)] == [0, 0]
            assert [written(self.SET, who.officer) for who in (officer, below)] == [1, 1]
        with acting(above):
            assert [written(self.SET, who.officer) for who in (theirs, officer, below)] == [0, 1, 1]

    def test_a_post_elsewhere_keeps_an_account_from_those_who_reach_the_other(self, officer: Actor) -> None:
        both = actor_for("hai.noi", Role.COMMUNE_POLICE, number(MINE))
        assert both.officer
        appoint(
            actor=the_house(), now=NOW, officer=both.officer, role=Role.COMMUNE_POLICE, unit=number(THEIRS), reason="x"
        )
        with acting(officer):
            assert written(self.SET, both.officer) == 0

    def test_without_a_scope_no_account_is_made_or_changed(self, officer: Actor) -> None:
        add = (
            "INSERT INTO officers_officer (username, display_name, password, language, is_active, created_at) "
            "VALUES ('new.one', 'x', 'x', '', true, now())"
        )
        assert written(add) == 0
        assert written(self.SET, officer.officer) == 0
        with acting(officer):
            assert written(add) == 1


class TestOrders:
    def test_orders_are_signed_by_whoever_acts(self, officer: Actor) -> None:
        order = (
            "INSERT INTO campaign_order (client_key, code, title_vi, title_en, measure, other_measure, starts_on, "
            "deadline, scope, issuer, number, created_at, created_by) "
            "VALUES (gen_random_uuid(), 'X', 'x', 'x', %s, '', now(), now(), 1, '', '', now(), %s)"
        )
        measure = next(iter(Measure)).value
        assert written(order, measure, officer.name) == 0
        with acting(officer):
            assert written(order, measure, "toandan") == 0
            assert written(order, measure, officer.name) == 1


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


def test_a_session_cannot_be_taken_over_from_its_table() -> None:
    officer = make_officer("phu.thuong", Role.COMMUNE_POLICE, number(MINE))
    client = signed_in_client(officer)
    key = client.session.session_key
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_key FROM django_session")
        kept = [row[0] for row in cursor.fetchall()]
    assert key
    assert len(kept) == 1
    assert key not in kept
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = kept[0]
    assert stranger.get("/account/").status_code == 302
    stranger.cookies[settings.SESSION_COOKIE_NAME] = key
    assert stranger.get("/account/").status_code == 200
