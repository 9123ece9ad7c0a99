"""The same program on a PostgreSQL server of the operator's, with owners who may do more and less.

Tried on the version that comes along and on the oldest one that is promised.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.launching import bench
from tests.house.servers import Server, newest, oldest
from tests.house.sources import ROOT
from tests.record.rolls.files import person, write

pytestmark = pytest.mark.fault
OWNER = "CREATEDB CREATEROLE"
ROOMS = (
    "tests/record/ledger/test_posting.py",
    "tests/record/ledger/test_doors.py",
    "tests/record/people/test_search.py",
)


@pytest.fixture(scope="module", params=[newest, oldest], ids=["newest", "oldest"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that plays the operator's, with two owners of one database each."""
    with request.param() as made:
        made.execute(
            f"CREATE ROLE strong LOGIN {OWNER} PASSWORD 'a b%/c'",
            "CREATE ROLE weak LOGIN PASSWORD 'w'",
            "CREATE DATABASE strong_db OWNER strong ENCODING 'UTF8' TEMPLATE template0",
            "CREATE DATABASE weak_db OWNER weak",
        )
        yield made


LOGIN = """
with logins.connect_owner(autocommit=True) as c: logins.ensure_program_login(c)
with logins.connect_owner(autocommit=True) as c: logins.ensure_program_login(c)
with logins.connect_program() as c: answer(c.execute('SELECT current_user').fetchone()[0])"""


def test_an_owner_who_may_make_roles_needs_nothing_else(server: Server) -> None:
    with bench(TOANDAN_DATABASE_URL=server.url("strong", "a b%/c", "strong_db")) as place:
        assert place.python(LOGIN) == "toandan_app_strong_db"


def test_the_programs_password_follows_the_keys(server: Server) -> None:
    # A second installation of the program with other keys works on the same database, as after a move.
    for _ in range(2):
        with bench(TOANDAN_DATABASE_URL=server.url("strong", "a b%/c", "strong_db")) as place:
            assert place.python(LOGIN) == "toandan_app_strong_db"


def test_an_owner_who_may_not_is_told_what_to_run(server: Server) -> None:
    with bench(TOANDAN_DATABASE_URL=server.url("weak", "w", "weak_db")) as place:
        said = place.python("""
try:
    with logins.connect_owner(autocommit=True) as c: logins.ensure_program_login(c)
except logins.UnableToMakeLogin as error:
    answer(str(error))""")
        assert 'CREATE ROLE "toandan_app_weak_db" LOGIN PASSWORD' in said
        assert 'GRANT toandan_app TO "toandan_app_weak_db";' in said
        assert "TOANDAN_APP_DATABASE_URL" in said


def test_the_mending_that_is_told_mends(server: Server) -> None:
    server.execute(
        """DO $$ BEGIN
            CREATE ROLE toandan_app NOLOGIN;
        EXCEPTION WHEN duplicate_object THEN NULL;
        END $$""",
        "CREATE ROLE \"toandan_app_weak_db\" LOGIN PASSWORD 'p'",
        'GRANT toandan_app TO "toandan_app_weak_db"',
        # The group is the administrator's then, who lets the other owner go on giving it to logins.
        "GRANT toandan_app TO strong WITH ADMIN OPTION",
    )
    owner, program = server.url("weak", "w", "weak_db"), server.url("toandan_app_weak_db", "p", "weak_db")
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


def test_an_address_that_is_none_is_named_and_not_quoted() -> None:
    with bench(TOANDAN_DATABASE_URL="geheim@db.example") as place:
        done = place.run("doctor", check=False)
    assert done.returncode == 1
    assert "TOANDAN_DATABASE_URL is no address of a PostgreSQL server" in done.stderr
    assert "geheim" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_started_for_a_server(server: Server) -> None:
    with bench(TOANDAN_DATABASE_URL=server.url("strong", "a b%/c", "strong_db")) as place:
        done = place.run("db", "start", check=False)
        assert done.returncode == 2
        assert not (place.state / "pg").exists()


@pytest.mark.parametrize(
    "server",
    [pytest.param(newest, id="newest", marks=pytest.mark.nightly), pytest.param(oldest, id="oldest")],
    indirect=True,
)
def test_people_come_in_and_every_figure_is_proven(server: Server, tmp_path: Path) -> None:
    roll = write(tmp_path / "roll.csv", (person(n) for n in range(300)))
    with bench(TOANDAN_DATABASE_URL=server.url("strong", "a b%/c", "strong_db")) as place:
        place.run("migrate")
        place.run("people", "import", str(roll), "--on", "2023-06-03")
        place.run("ledger", "fold")
        place.run("ledger", "verify")
        place.run("journal", "seal")
        place.run("journal", "verify")
        examined = place.run("doctor", check=False).stdout
        assert "ok       Server: PostgreSQL" in examined
        assert "ok       Program's login" in examined


@pytest.mark.nightly
def test_the_rooms_that_lean_on_the_database_most_hold_on_the_oldest(tmp_path: Path) -> None:
    """The newest is what every other test runs on."""
    with oldest() as made:
        made.execute(f"CREATE ROLE strong LOGIN {OWNER} PASSWORD 's'", "CREATE DATABASE strong_db OWNER strong")
        with bench(TOANDAN_DATABASE_URL=made.url("strong", "s", "strong_db")) as place:
            tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not fault", *ROOMS]
            basis = ["--basetemp", str(tmp_path / "basis")]
            done = subprocess.run(
                [*tests, *basis], env=place.environment(), capture_output=True, text=True, cwd=ROOT, check=False
            )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_doctor_names_a_server_that_does_not_answer() -> None:
    with bench(TOANDAN_DATABASE_URL="postgresql://u:p@127.0.0.1:1/d") as place:
        done = place.run("doctor", check=False)
        assert done.returncode == 1
        assert "Owner's login" in done.stdout
        assert "docs/operate/external-server.md" in done.stdout
