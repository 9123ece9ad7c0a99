"""An officer of one commune reaches nobody of another: not by page, interface, command, operation or raw query."""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from typer.testing import CliRunner

from tests.officers_help import make_officer, signed_in_client
from toandan.faces.cli import terminal
from toandan.ground.kernel import partial_date
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.house.main import build
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import Card, EId, Line, Residence, Standing
from toandan.record.officers import operations as officers
from toandan.record.officers import queries as officer_rows
from toandan.record.officers.models import Officer
from toandan.record.officers.words import ROLES, Role
from toandan.record.people import operations as people
from toandan.record.people import queries as register
from toandan.record.people.words import PersonDetails, Sex
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)
NOW = datetime(2023, 6, 3, 2, 0, tzinfo=UTC)
MINE, THEIRS = "00091", "00004"
"""Phú Thượng in Tây Hồ, and Trúc Bạch in Ba Đình."""

NAME, NUMBER, FATHER = "Trịnh Quỳnh Giao", "001190004321", "Trịnh Công Bẩm"
SECRETS = (NAME, NUMBER, FATHER, "4321")


@dataclass(frozen=True)
class Town:
    """One officer's commune, a person in it, and a person of another commune."""

    officer: Officer
    actor: Actor
    mine: int
    theirs: int
    my_unit: int
    their_unit: int


def settle(unit: int, name: str, number: str) -> int:
    """Write a person down under a unit, and open their standing."""
    details = PersonDetails(
        full_name=name,
        birth=partial_date.read("1990-05-01", today=DAY).date,
        sex=Sex.FEMALE,
        personal_number=number,
        father_name=FATHER,
    )
    person = people.register(actor=the_house(), now=NOW, unit=unit, details=details, reason="mở sổ")
    standing = Standing(Residence.PERMANENT, Card.DUE, EId.NONE).code
    ledger.post(
        actor=the_house(),
        now=NOW,
        verb="registered",
        occurred_on=DAY,
        client_key=uuid.uuid4(),
        lines=[Line(person=person, source=(0, 0), target=(unit, standing))],
        reason="mở sổ",
    )
    return person


@pytest.fixture
def town() -> Town:
    my_unit, their_unit = (units.by_code(code, as_of=DAY).number for code in (MINE, THEIRS))
    officer = make_officer("phu.thuong", Role.COMMUNE_POLICE, my_unit)
    return Town(
        officer=officer,
        actor=officer_rows.actor_of(officer.pk, now=datetime.now(UTC)),
        mine=settle(my_unit, "Lê Thị Hoa Sen", "001190001234"),
        theirs=settle(their_unit, NAME, NUMBER),
        my_unit=my_unit,
        their_unit=their_unit,
    )


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def of_persons() -> list[str]:
    """Return every page that names a person in its address, as a template; the interface has its own test."""
    named = [route for route in addresses(get_resolver()) if re.search(r"<int:person(_id)?>", route)]
    return sorted(route for route in named if not route.startswith("api/"))


def told(text: str) -> list[str]:
    """Return what an answer gives away about the person of the other commune."""
    return [secret for secret in SECRETS if secret in text]


class TestPages:
    def test_there_are_pages_of_persons_to_try(self, town: Town) -> None:
        assert len(of_persons()) >= 3
        assert signed_in_client(town.officer).get(f"/people/{town.mine}/").status_code == 200

    def test_every_page_of_a_person_is_closed_for_both_methods(self, town: Town) -> None:
        client = signed_in_client(town.officer)
        for route in of_persons():
            for method in (client.get, client.post):
                address = "/" + re.sub(r"<int:person(_id)?>", str(town.theirs), route)
                if "<" in address:
                    continue
                answer = method(address, {"reason": "xem", "purpose": "xem", "full_name": "Nguyễn Thị Khác"})
                assert answer.status_code in {403, 404, 405, 422}, address
                assert told(answer.content.decode()) == [], address

    def test_somebody_elses_person_looks_like_nobody(self, town: Town) -> None:
        client = signed_in_client(town.officer)
        said = []
        for person in (town.theirs, 999_999_999):
            answer = client.get(f"/people/{person}/")
            assert answer.status_code == 404
            said.append(re.sub(rf"/people/{person}/|csrf[^>]*", "", answer.content.decode()))
        assert said[0] == said[1]

    @pytest.mark.parametrize(
        "asked", [{"text": NAME}, {"text": "trinh quynh"}, {"number": NUMBER}, {"number": "004321"}]
    )
    def test_search_finds_them_not(self, town: Town, asked: dict[str, str]) -> None:
        client = signed_in_client(town.officer)
        answer = client.post("/people/", asked, follow=True)
        assert answer.status_code in {200, 422}
        assert f"/people/{town.theirs}/" not in answer.content.decode()
        assert FATHER not in answer.content.decode()

    def test_lists_of_the_other_commune_hold_nobody(self, town: Town) -> None:
        client = signed_in_client(town.officer)
        for value in (THEIRS, str(town.their_unit)):
            for parameter in ("unit", "under"):
                answer = client.get("/people/list", {parameter: value})
                assert f"/people/{town.theirs}/" not in answer.content.decode()
                assert told(answer.content.decode()) == []

    def test_without_signing_in_there_is_nothing(self, town: Town) -> None:
        for person in (town.mine, town.theirs):
            assert Client().get(f"/people/{person}/").headers["Location"].startswith("/sign-in/")


class TestInterface:
    @pytest.fixture
    def token(self, town: Town) -> str:
        words = ROLES[Role.COMMUNE_POLICE].permissions
        return officers.add_client(
            actor=the_house(), now=NOW, name="handheld", unit=town.my_unit, permissions=sorted(words)
        )

    def ask(self, address: str, token: str) -> tuple[int, str]:
        answer = Client().get(address, HTTP_AUTHORIZATION=f"Bearer {token}")
        return answer.status_code, answer.content.decode()

    def test_the_own_person_is_there_and_the_other_is_not(self, town: Town, token: str) -> None:
        assert self.ask(f"/api/v1/people/{town.mine}", token)[0] == 200
        status, said = self.ask(f"/api/v1/people/{town.theirs}", token)
        assert (status, told(said)) == (404, [])

    def test_lists_and_search_give_nothing_away(self, town: Town, token: str) -> None:
        _, said = self.ask(f"/api/v1/people?unit={town.their_unit}", token)
        assert told(said) == []
        answer = Client().post(
            "/api/v1/people/search",
            json.dumps({"name": "", "number": NUMBER}),
            content_type="application/json",
            HTTP_AUTHORIZATION=f"Bearer {token}",
        )
        assert (answer.status_code, answer.json()["people"]) == (200, [])

    @pytest.mark.parametrize("token_text", ["", "td_wrong", "null"])
    def test_without_a_known_token_there_is_nothing(self, town: Town, token_text: str) -> None:
        assert self.ask(f"/api/v1/people/{town.theirs}", token_text)[0] == 401

    def test_an_ended_token_is_unknown(self, town: Town, token: str) -> None:
        officers.end_client(actor=the_house(), now=datetime.now(UTC), name="handheld")
        assert self.ask(f"/api/v1/people/{town.mine}", token)[0] == 401


class TestCommands:
    @pytest.fixture(autouse=True)
    def _started(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(terminal, "start", lambda: None)

    def find(self, *asked: str) -> list[int]:
        done = CliRunner().invoke(build(), ["people", "find", *asked, "--json", "--as", "phu.thuong"])
        assert done.exit_code == 0, done.output
        text = done.stdout
        return [row["person_id"] for row in json.loads(text[text.index("{") :])["people"]]

    def test_find_as_that_officer_finds_the_own_people_only(self, town: Town) -> None:
        assert self.find("le thi hoa sen") == [town.mine]
        assert self.find("trinh quynh giao") == []
        assert self.find("--number", NUMBER) == []
        assert self.find("trinh", "--unit", THEIRS) == []


class TestOperations:
    def test_they_cannot_be_changed_or_moved(self, town: Town) -> None:
        standing = Standing(Residence.PERMANENT, Card.DUE, EId.NONE).code
        moved = [Line(person=town.theirs, source=(town.their_unit, standing), target=(town.my_unit, standing))]
        with pytest.raises(UnableTo):
            people.correct(
                actor=town.actor,
                now=NOW,
                person_id=town.theirs,
                details=PersonDetails(full_name="Người Khác"),
                reason="thử",
                client_key=uuid.uuid4(),
                occurred_on=DAY,
            )
        with pytest.raises(UnableTo):
            register_there = PersonDetails(full_name="Người Mới")
            people.register(actor=town.actor, now=NOW, unit=town.their_unit, details=register_there, reason="thử")
        try:
            outcome = ledger.post(
                actor=town.actor, now=NOW, verb="moved_in", occurred_on=DAY, client_key=uuid.uuid4(), lines=moved,
                reason="kéo về", partial=True,
            )  # fmt: skip
            assert outcome.posted == 0
        except UnableTo:
            pass
        with officers.acting(the_house()):
            assert register.person(town.theirs).unit == town.their_unit
            assert standings.standing(town.theirs).unit_no == town.their_unit


def tables_of_persons() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') "
            "AND a.attname = 'person_id' AND NOT a.attisdropped ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


class TestRawQueries:
    """What an intruder can say who speaks SQL through the program's own login, under that officer's scope."""

    def count(self, statement: str, *values: object) -> int:
        """Return how many rows a statement reached; what the login may not do reaches none."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                return len(cursor.fetchall()) if cursor.description else cursor.rowcount
        except Error as error:
            # 42501: no privilege, or the policy refuses the row; 428C9 and 0A000: not such a thing as can be written.
            if getattr(error.__cause__, "sqlstate", "") in {"42501", "428C9", "0A000", "55000"}:
                return 0
            raise

    def test_no_table_shows_changes_or_loses_them(self, town: Town) -> None:
        found = tables_of_persons()
        assert {"people_person", "ledger_standing"} <= set(found)
        with officers.acting(town.actor):
            assert self.count("SELECT 1 FROM people_person WHERE person_id = %s", town.mine) == 1
            for table in found:
                # Names of tables come from the catalogue itself.
                for statement in (
                    f"SELECT 1 FROM {table} WHERE person_id = %s",
                    f"UPDATE {table} SET person_id = person_id WHERE person_id = %s",
                    f"DELETE FROM {table} WHERE person_id = %s",
                ):
                    assert self.count(statement, town.theirs) == 0, statement

    def test_without_a_scope_not_even_the_own_people_are_there(self, town: Town) -> None:
        for table in tables_of_persons():
            assert self.count(f"SELECT 1 FROM {table} LIMIT 1") == 0, table

    def test_the_doors_keep_to_the_scope(self, town: Town) -> None:
        search = "SELECT * FROM people_search(%s::text[], NULL, %s, '{[1,2000000000]}', 10)"
        with officers.acting(town.actor):
            assert self.count(search, [], "001190001234") == 1
            assert self.count(search, [], NUMBER) == 0
            assert self.count(search, ["trinh"], "") == 0

    def test_the_journal_about_them_is_not_there_either(self, town: Town) -> None:
        with officers.acting(town.actor):
            assert self.count("SELECT 1 FROM journal_line WHERE subject = %s", f"person:{town.theirs}") == 0
            assert self.count("SELECT 1 FROM journal_line WHERE subject = %s", f"person:{town.mine}") >= 1
        with officers.acting(the_house()):
            assert self.count("SELECT 1 FROM journal_line WHERE subject = %s", f"person:{town.theirs}") >= 1

    def test_a_person_cannot_be_pulled_over(self, town: Town) -> None:
        with officers.acting(town.actor):
            pull = "UPDATE people_person SET unit_no = %s WHERE person_id = %s"
            assert self.count(pull, town.my_unit, town.theirs) == 0
            assert self.count(pull, town.their_unit, town.mine) == 0
            assert self.count("SELECT 1 FROM people_claim WHERE value = %s", NUMBER) == 0

    def test_every_table_of_persons_has_a_policy_or_no_door_at_all(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s) AND NOT c.relrowsecurity "
                "AND has_any_column_privilege('toandan_app', c.oid, 'SELECT')",
                [tables_of_persons()],
            )
            assert cursor.fetchall() == []

    def test_no_door_can_be_led_astray_by_a_temporary_table(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT p.oid::regprocedure::text, p.proconfig FROM pg_proc p "
                "WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef"
            )
            doors = cursor.fetchall()
        assert len(doors) > 8
        astray = [
            name
            for name, settings in doors
            if not any(re.fullmatch(r"search_path=(.*, )?pg_temp", setting) for setting in settings or [])
        ]
        assert astray == []

    def test_no_door_is_open_to_everybody(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace "
                "AND p.prosecdef AND has_function_privilege('public', p.oid, 'EXECUTE')"
            )
            assert cursor.fetchall() == []
