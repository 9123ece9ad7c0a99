"""The same program on a PostgreSQL server of the operator's, with owners who may do more and less."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.house.launching import Bench, bench

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    """A second cluster that plays the operator's server, with two owners of one database each."""
    with bench() as made:
        made.python("""
import psycopg
embedded.ensure_running()
with psycopg.connect(**embedded.super_address(), autocommit=True) as c:
    c.execute("CREATE ROLE strong LOGIN CREATEROLE PASSWORD 'a b%/c'")
    c.execute("CREATE ROLE weak LOGIN PASSWORD 'w'")
    c.execute("CREATE DATABASE strong_db OWNER strong")
    c.execute("CREATE DATABASE weak_db OWNER weak")""")
        yield made


def url(server: Bench, user: str, password: str, database: str) -> str:
    return f"postgresql://{user}:{quote(password, safe='')}@/{database}?host={quote(str(server.state / 'run'))}"


LOGIN = """
with logins.connect_owner(autocommit=True) as c: logins.ensure_program_login(c)
with logins.connect_owner(autocommit=True) as c: logins.ensure_program_login(c)
with logins.connect_program() as c: answer(c.execute('SELECT current_user').fetchone()[0])"""


def test_an_owner_who_may_make_roles_needs_nothing_else(server: Bench) -> None:
    with bench(TOANDAN_DATABASE_URL=url(server, "strong", "a b%/c", "strong_db")) as place:
        assert place.python(LOGIN) == "toandan_app_strong_db"


def test_the_programs_password_follows_the_keys(server: Bench) -> None:
    # A second installation of the program with other keys works on the same database, as after a move.
    for _ in range(2):
        with bench(TOANDAN_DATABASE_URL=url(server, "strong", "a b%/c", "strong_db")) as place:
            assert place.python(LOGIN) == "toandan_app_strong_db"


def test_an_owner_who_may_not_is_told_what_to_run(server: Bench) -> None:
    with bench(TOANDAN_DATABASE_URL=url(server, "weak", "w", "weak_db")) as place:
        said = place.python("""
try:
    with logins.connect_owner(autocommit=True) as c: logins.ensure_program_login(c)
except logins.UnableToMakeLogin as error:
    answer(str(error))""")
        assert 'CREATE ROLE "toandan_app_weak_db" LOGIN PASSWORD' in said
        assert 'GRANT toandan_app TO "toandan_app_weak_db";' in said
        assert "TOANDAN_APP_DATABASE_URL" in said


def test_the_mending_that_is_told_mends(server: Bench) -> None:
    server.python("""
import psycopg
with psycopg.connect(**embedded.super_address(), autocommit=True) as c:
    there = c.execute("SELECT 1 FROM pg_roles WHERE rolname = 'toandan_app'").fetchone()
    there or c.execute("CREATE ROLE toandan_app NOLOGIN")
    c.execute('CREATE ROLE "toandan_app_weak_db" LOGIN PASSWORD \\'p\\'')
    c.execute('GRANT toandan_app TO "toandan_app_weak_db"')""")
    owner, program = url(server, "weak", "w", "weak_db"), url(server, "toandan_app_weak_db", "p", "weak_db")
    with bench(TOANDAN_DATABASE_URL=owner, TOANDAN_APP_DATABASE_URL=program) as place:
        assert place.python(LOGIN) == "toandan_app_weak_db"


def test_what_django_has_no_name_for_goes_into_its_options() -> None:
    address = "postgresql://u:p@db.example:6543/d?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    with bench(TOANDAN_DATABASE_URL=address) as place:
        found = place.python("answer(logins.owner())")
    assert found == {
        "NAME": "d",
        "USER": "u",
        "PASSWORD": "p",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"},
    }


def test_nothing_is_started_for_a_server(server: Bench) -> None:
    with bench(TOANDAN_DATABASE_URL=url(server, "strong", "a b%/c", "strong_db")) as place:
        done = place.run("db", "start", check=False)
        assert done.returncode == 2
        assert not (place.state / "pg").exists()


def test_the_doctor_names_a_server_that_does_not_answer() -> None:
    with bench(TOANDAN_DATABASE_URL="postgresql://u:p@127.0.0.1:1/d") as place:
        done = place.run("doctor", check=False)
        assert done.returncode == 1
        assert "Owner's login" in done.stdout
        assert "docs/operate/external-server.md" in done.stdout
