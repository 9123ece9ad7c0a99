"""An officer of one commune reaches nobody of another: not by page, interface, command, operation or raw query."""

import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from typer.testing import CliRunner

from tests.house.town import DAY, FATHER, NAME, NOW, NUMBER, THEIRS, Town, build_town, told
from tests.officers_help import signed_in_client
from toandan.faces.cli import terminal
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.house.main import build
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import Card, EId, Line, Residence, Standing
from toandan.record.officers import operations as officers
from toandan.record.officers.words import ROLES, Role
from toandan.record.people import operations as people
from toandan.record.people import queries as register
from toandan.record.people.words import PersonDetails

pytestmark = pytest.mark.django_db


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


def of_doubts(town: Town, *, interface: bool) -> list[str]:
    """Return every address that names a case, a request list or a review, filled in with those of the other commune."""
    numbers = {"case_id": town.doubt.case, "list_id": town.doubt.request_list, "review_id": town.doubt.review}
    numbers["sample_id"] = town.doubt.sample
    routes = (
        [route.removeprefix("api/v1/") for route in addresses(get_resolver()) if "api/v1/" in route]
        if interface
        else list(addresses(get_resolver()))
    )
    named = [route for route in routes if re.match(r"(cases|requests)/.*<int:", route)]
    return sorted({re.sub(r"<int:(\w+)>", lambda found: str(numbers[found[1]]), route) for route in named})


ANYTHING: dict[str, Any] = {
    "verdict": "same", "step": "search", "rank": "hospital_paper", "outcome": "dead", "answer": "denied", "text": "x",
    "reason": "x", "occurred_on": "2023-06-03", "day": "2023-06-03", "evidence": {"kind": "minutes", "number": "1"},
}  # fmt: skip
"""A body that suits every function of the interface about cases."""


@pytest.fixture
def town() -> Town:
    return build_town()


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

    def test_pages_of_what_is_in_doubt_are_closed_to_other_police_and_other_bodies(self, town: Town) -> None:
        pages = of_doubts(town, interface=False)
        assert len(pages) >= 13
        for client in (signed_in_client(town.officer), signed_in_client(town.body_officer)):
            for address in pages:
                for method in (client.get, client.post):
                    answer = method(f"/{address}", {"reason": "xem", "verdict": "same", "client_key": uuid.uuid4()})
                    assert answer.status_code in {403, 404, 405}, address
                    assert told(answer.content.decode()) == [], address
        town.doubt_stands()

    def test_they_are_open_to_whom_they_belong(self, town: Town) -> None:
        for who in town.theirs_at_work:
            opened = [signed_in_client(who).get(f"/{page}").status_code for page in of_doubts(town, interface=False)]
            assert opened.count(200) >= 3, who

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

    def test_functions_about_doubts_are_closed_to_other_police_and_other_bodies(self, town: Town, token: str) -> None:
        words = ROLES[Role.BODY_OFFICER].permissions
        body = officers.add_client(
            actor=the_house(), now=NOW, name="body", unit=town.my_body.at, permissions=sorted(words)
        )
        found = of_doubts(town, interface=True)
        assert len(found) >= 8
        for bearer in (token, body):
            for address in found:
                for method in (Client().get, Client().post):
                    told_all = json.dumps(ANYTHING | {"client_key": str(uuid.uuid4())})
                    answer = method(
                        f"/api/v1/{address}", told_all if method.__name__ == "post" else None,
                        content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {bearer}",
                    )  # fmt: skip
                    assert answer.status_code in {403, 404, 405}, address
            for asked in (f"cases?unit={town.their_unit}", f"cases/reviews?unit={town.their_unit}", "requests"):
                status, said = self.ask(f"/api/v1/{asked}", bearer)
                assert status == 403 or json.loads(said) in ([], {"cases": [], "next_after": None}), asked
        town.doubt_stands()

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

    def test_cases_as_that_officer_are_not_there(self, town: Town) -> None:
        for asked in (["show", str(town.doubt.case)], ["list", "--unit", THEIRS], ["requests", "--unit", THEIRS]):
            done = CliRunner().invoke(build(), ["cases", *asked, "--json", "--as", "phu.thuong"])
            assert isinstance(done.exception, UnableTo), asked
            assert str(town.theirs) not in done.stdout
        reminded = CliRunner().invoke(build(), ["cases", "remind", "--json", "--as", "phu.thuong"])
        assert json.loads(reminded.stdout)["lists"] == []


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

    def test_what_is_in_doubt_about_them_is_there_and_out_of_reach(self, town: Town) -> None:
        keys = dict.fromkeys(
            ("case", "event", "request", "review", "opinion", "sample_pair"), ("person_id", town.theirs)
        )
        keys["list"] = ("list_id", town.doubt.request_list)
        with officers.acting(the_house()):
            for table, (key, number) in keys.items():
                assert self.count(f"SELECT 1 FROM verification_{table} WHERE {key} = %s", number) >= 1, table
        for actor in (town.actor, town.my_body):
            with officers.acting(actor):
                for table, (key, number) in keys.items():
                    for statement in ("SELECT 1 FROM {} WHERE {} = %s", "DELETE FROM {} WHERE {} = %s"):
                        assert self.count(statement.format(f"verification_{table}", key), number) == 0, table
                for change in (
                    "UPDATE verification_case SET state = 'answered'",
                    "UPDATE verification_review SET verdict = 'same'",
                    "UPDATE verification_request SET answer = 'denied', answered_by = 'phu.thuong'",
                    "SELECT verification_remind(0, 2000000000, 31)",
                ):  # fmt: skip
                    assert self.count(change) == 0, change

    def test_nothing_is_laid_under_their_names_in_the_own_unit_either(self, town: Town) -> None:
        line = (
            "INSERT INTO verification_request (person_id, list_id, case_id, unit_no, body_no, number, kind, question, "
            "full_name, birth, sex, parents, place, due_on, expires_on, answer, answer_text, evidence, answered_by) "
            "VALUES (%s, %s, %s, %s, %s, '01', 'suspected_dead', 'x', 'x', '', '', '', '', current_date, current_date, "
            "'', '', '', '')"
        )
        pair = (
            "INSERT INTO verification_review (person_id, review_id, unit_no, kind, source, reason, origin, weight, "
            "probability, conflict, waterfall, record, state, verdict, made_at) "
            "VALUES (%s, 999, %s, 'duplicate', 'x', 'x', 'x', 1, 1, false, '[]', '{}', 'waiting', '', now())"
        )
        opinion = (
            "INSERT INTO verification_opinion (person_id, opinion_id, review_id, unit_no, client_key, verdict, reason, "
            "actor, actor_id, given_at) VALUES (%s, 999, %s, %s, gen_random_uuid(), 'same', 'x', %s, %s, now())"
        )
        doubt, actor = town.doubt, town.actor
        for unit in (town.my_unit, town.their_unit):
            with officers.acting(actor):
                assert self.count(line, town.theirs, doubt.request_list, doubt.case, unit, town.their_body) == 0
                assert self.count(pair, town.theirs, unit) == 0
                assert self.count(opinion, town.theirs, doubt.review, unit, actor.name, actor.officer) == 0
        with officers.acting(actor):
            assert self.count(pair, town.mine, town.my_unit) == 1

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
