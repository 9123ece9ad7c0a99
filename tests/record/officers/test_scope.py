"""The scope of a transaction: set once, set back, and worth nothing when forged."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from tests.officers_help import actor_for
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.house.database import logins
from toandan.record.officers import rules
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading

TAY_HO = Actor(1, "tay-ho", 100, (Grant(100, 199, frozenset({"people.person.read"})),))
PHU_THUONG = Actor(2, "phu-thuong", 110, (Grant(110, 119, frozenset({"people.person.read"})),))


def asked(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row[0] if row else None


def scope() -> str:
    return str(asked("SELECT officers_scope()::text"))


@pytest.fixture
def outside() -> Iterator[psycopg.Connection]:
    """Another server process with the program's own login, as an intruder with raw SQL would have."""
    changes = {"dbname": connection.settings_dict["NAME"]}
    with logins.connect_program(autocommit=True, **changes) as raw:
        yield raw


@pytest.mark.django_db
class TestSetting:
    def test_without_a_scope_there_is_nobody(self) -> None:
        assert scope() == "{}"
        assert asked("SELECT officers_acting()") is None

    def test_acting_opens_the_actors_units_and_names_the_officer(self) -> None:
        with acting(TAY_HO):
            assert scope() == "{[100,200)}"
            assert asked("SELECT officers_acting()") == 1
        assert scope() == "{}"

    def test_several_posts_make_several_ranges(self) -> None:
        word = frozenset({"people.person.read"})
        actor = Actor(3, "two-posts", 5, (Grant(5, 9, word), Grant(300, 310, word), Grant(8, 12, word)))
        with acting(actor):
            assert scope() == "{[5,13),[300,311)}"

    def test_the_house_sees_every_unit_and_is_no_officer(self) -> None:
        with acting(the_house()):
            assert scope() == "{[1,2000000001)}"
            assert asked("SELECT officers_acting()") is None

    def test_a_post_that_needs_no_people_opens_none(self) -> None:
        with acting(actor_for("justice", "justice", 1)):
            assert scope() == "{}"

    def test_a_nested_scope_gives_the_outer_one_back(self) -> None:
        with acting(TAY_HO):
            with acting(PHU_THUONG):
                assert scope() == "{[110,120)}"
            assert scope() == "{[100,200)}"
            with pytest.raises(ZeroDivisionError), acting(PHU_THUONG):
                raise ZeroDivisionError
            assert scope() == "{[100,200)}"

    def test_the_same_scope_nested_asks_the_server_nothing_more(self, django_assert_num_queries) -> None:
        with acting(TAY_HO), django_assert_num_queries(2) as asked_for, acting(TAY_HO):
            pass
        assert all("SAVEPOINT" in query["sql"] for query in asked_for.captured_queries)

    def test_a_scope_costs_one_round_trip(self, django_assert_num_queries) -> None:
        with transaction.atomic(), django_assert_num_queries(4), acting(TAY_HO):
            pass  # The savepoint, the scope, the scope set back, the savepoint released.


@pytest.mark.django_db
class TestReading:
    def test_nothing_can_be_written_even_inside_a_transaction_that_writes(self) -> None:
        with acting(TAY_HO):
            with pytest.raises((InternalError, ProgrammingError)) as refusal, reading(TAY_HO):
                asked("UPDATE officers_officer SET language = 'en' RETURNING 1")
            assert isinstance(refusal.value.__cause__, psycopg.errors.ReadOnlySqlTransaction)
            asked("UPDATE officers_officer SET language = 'en' RETURNING 1")

    def test_it_cannot_be_made_writable_again(self) -> None:
        with pytest.raises((InternalError, ProgrammingError)), reading(TAY_HO):
            asked("SET TRANSACTION READ WRITE")


def test_a_transaction_of_its_own_is_read_only_and_leaves_nothing_behind(own_database: str) -> None:
    with pytest.raises((InternalError, ProgrammingError)), reading(TAY_HO):
        asked("SELECT journal_append('UTC', 1, 'tay-ho', 1, 'a.b.c', 'x:1', '{}')")
    assert scope() == "{}"
    with acting(TAY_HO):
        asked("SELECT journal_append('UTC', 1, 'tay-ho', 1, 'a.b.c', 'x:1', '{}')")
    assert scope() == "{}"


@pytest.mark.django_db
class TestForging:
    def test_a_scope_without_a_seal_is_empty(self) -> None:
        asked("SELECT set_config('toandan.scope', '{[1,2000000000]}', true)")
        assert scope() == "{}"

    def test_another_scope_under_a_true_seal_is_empty(self) -> None:
        with acting(PHU_THUONG):
            asked("SELECT set_config('toandan.scope', '{[1,2000000000]}', true)")
            assert scope() == "{}"

    def test_another_officer_under_a_true_seal_is_nobody(self) -> None:
        with acting(PHU_THUONG):
            asked("SELECT set_config('toandan.seal', replace(current_setting('toandan.seal'), '.2.', '.7.'), true)")
            assert asked("SELECT officers_acting()") is None

    def test_another_name_under_a_true_seal_is_nobody(self) -> None:
        with acting(PHU_THUONG):
            assert asked("SELECT officers_acts(2, 'phu-thuong')") is True
            assert asked("SELECT officers_acts(2, 'tay-ho')") is False
            theirs = rules.seal(key="00", backend=1, issued=1, officer=2, name="tay-ho", scope="").split(".")[2]
            asked(
                "SELECT set_config('toandan.seal', regexp_replace("
                f"current_setting('toandan.seal'), '[.][0-9a-f]{{32}}[.]', '.{theirs}.'), true)"
            )
            assert asked("SELECT officers_acts(2, 'tay-ho')") is False
            assert scope() == "{}"

    @pytest.mark.parametrize(
        "seal", ["", "x", "1.1." + "0" * 64, f"{'9' * 12}.1.{'b' * 32}.{'a' * 64}", "'; SELECT 1 --"]
    )
    def test_an_invented_seal_is_worth_nothing(self, seal: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('toandan.seal', %s, true)", [seal])
            cursor.execute("SELECT set_config('toandan.scope', 'neither a range', true)")
        assert scope() == "{}"

    def test_a_seal_holds_in_no_other_process(self, outside: psycopg.Connection) -> None:
        with acting(TAY_HO), connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('toandan.scope'), current_setting('toandan.seal'), officers_scope()::text"
            )
            text, seal, opened = cursor.fetchone()
        assert opened == "{[100,200)}"
        outside.execute(
            "SELECT set_config('toandan.scope', %s, false), set_config('toandan.seal', %s, false)", [text, seal]
        )
        assert outside.execute("SELECT officers_scope()::text").fetchone() == ("{}",)

    def test_a_seal_ends_after_five_minutes(self, outside: psycopg.Connection) -> None:
        def opened(age: int) -> object:
            seal = rules.seal(
                key=settings.SCOPE_KEY,
                backend=outside.info.backend_pid,
                issued=int(time.time()) - age,
                officer=1,
                name="tay-ho",
                scope="{[100,199]}",
            )
            outside.execute(
                "SELECT set_config('toandan.scope', '{[100,199]}', false), set_config('toandan.seal', %s, false)",
                [seal],
            )
            return outside.execute("SELECT officers_scope()::text").fetchone()

        assert opened(age=10) == ("{[100,200)}",)
        assert opened(age=310) == ("{}",)

    def test_a_seal_with_another_key_is_worth_nothing(self) -> None:
        with connection.cursor() as cursor:
            seal = rules.seal(
                key="00" * 32,
                backend=connection.connection.info.backend_pid,
                issued=int(time.time()),
                officer=1,
                name="tay-ho",
                scope="{[1,9]}",
            )
            cursor.execute(
                "SELECT set_config('toandan.scope', '{[1,9]}', true), set_config('toandan.seal', %s, true)", [seal]
            )
        assert scope() == "{}"

    @pytest.mark.parametrize(
        "statement",
        [
            "SELECT * FROM officers_scope_key",
            "COPY officers_scope_key TO STDOUT",
            "UPDATE officers_scope_key SET inner_key = ''",
            "SELECT officers_sealed()",
            "SELECT officers_spelled(1, 'tay-ho')",
            "CREATE OR REPLACE FUNCTION officers_scope() RETURNS int4multirange LANGUAGE sql AS $$SELECT NULL$$",
            "CREATE FUNCTION public.sha256(bytea) RETURNS bytea LANGUAGE sql AS $$SELECT ''::bytea$$",
            "ALTER TABLE journal_line DISABLE ROW LEVEL SECURITY",
            "DROP POLICY journal_line_scope ON journal_line",
            "SET row_security = off; SELECT * FROM journal_line",
            "CREATE POLICY mine ON journal_line USING (true)",
        ],
    )
    def test_the_programs_login_may_not(self, outside: psycopg.Connection, statement: str) -> None:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            outside.execute(statement)

    def test_it_becomes_nobody_with_more_rights(self, outside: psycopg.Connection) -> None:
        owner = logins.owner()["USER"]
        for role in (owner, "pg_read_all_data", "postgres"):
            with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)):
                outside.execute(psycopg.sql.SQL("SET ROLE {}").format(psycopg.sql.Identifier(role)))
            with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidParameterValue)):
                outside.execute(psycopg.sql.SQL("SET SESSION AUTHORIZATION {}").format(psycopg.sql.Identifier(role)))
        outside.execute("SET ROLE toandan_app")
        assert outside.execute("SELECT officers_scope()::text").fetchone() == ("{}",)

    def test_a_temporary_table_does_not_take_the_place_of_the_key(self, outside: psycopg.Connection) -> None:
        inner, outer = rules.pads("00" * 32)
        outside.execute("CREATE TEMPORARY TABLE officers_scope_key (single boolean, inner_key bytea, outer_key bytea)")
        outside.execute("GRANT ALL ON pg_temp.officers_scope_key TO PUBLIC")
        outside.execute("INSERT INTO pg_temp.officers_scope_key VALUES (true, %s, %s)", [inner, outer])
        seal = rules.seal(
            key="00" * 32,
            backend=outside.info.backend_pid,
            issued=int(time.time()),
            officer=1,
            name="tay-ho",
            scope="{[1,9]}",
        )
        outside.execute(
            "SELECT set_config('toandan.scope', '{[1,9]}', false), set_config('toandan.seal', %s, false)", [seal]
        )
        outside.execute("SET search_path = pg_temp, public")
        assert outside.execute("SELECT public.officers_scope()::text").fetchone() == ("{}",)

    def test_a_function_in_front_does_not_take_the_place_of_sha256(self, outside: psycopg.Connection) -> None:
        outside.execute(
            "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql "
            "AS $$SELECT decode(repeat('00', 32), 'hex')$$"
        )
        forged = f"{int(time.time())}.1.{'0' * 32}.{'00' * 32}"
        outside.execute(
            "SELECT set_config('toandan.scope', '{[1,9]}', false), set_config('toandan.seal', %s, false)", [forged]
        )
        outside.execute("SET search_path = pg_temp, pg_catalog, public")
        assert outside.execute("SELECT public.officers_scope()::text").fetchone() == ("{}",)


@pytest.mark.django_db
def test_threads_that_act_at_once_have_a_scope_each() -> None:
    def in_a_thread() -> tuple[str, str]:
        try:
            with reading(TAY_HO):
                same = scope()
            with reading(PHU_THUONG):
                return same, scope()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, reading(TAY_HO):
        assert threads.submit(in_a_thread).result() == ("{[100,200)}", "{[110,120)}")
        assert scope() == "{[100,200)}"
