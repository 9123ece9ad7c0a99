"""A copy is whole, closed to others, and comes back."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.house.launching import Bench, bench
from toandan.house.database import places

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def place() -> Iterator[Bench]:
    with bench() as made:
        made.python("""
embedded.ensure_running()
with logins.connect_owner() as c: c.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")""")
        yield made


def test_a_copy_comes_back_complete(place: Bench) -> None:
    file = place.state.parent / "copy.dump"
    place.run("db", "backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    address = place.python("answer(logins.owner())")
    environment = place.environment() | {"PGPASSWORD": address["PASSWORD"]}
    restore = [places.packaged_binaries() / "pg_restore", "--clean", "--if-exists", "--no-owner"]
    place.python('with logins.connect_owner() as c: c.execute("DROP TABLE kept")')
    where = ["-h", address["HOST"], "-U", address["USER"], "-d", address["NAME"], file]
    subprocess.run([*restore, *where], env=environment, check=True)
    count = 'with logins.connect_owner() as c: answer(c.execute("SELECT count(*) FROM kept").fetchone()[0])'
    assert place.python(count) == 1000


def test_no_copy_is_overwritten(place: Bench) -> None:
    file = place.state.parent / "precious.dump"
    file.write_text("precious")
    done = place.run("db", "backup", str(file), check=False)
    assert done.returncode == 1
    assert "exists already" in done.stderr
    assert file.read_text() == "precious"


def test_a_failed_copy_leaves_no_file_of_that_name(place: Bench) -> None:
    file = place.state.parent / "failed.dump"
    place.variables["TOANDAN_DATABASE_URL"] = "postgresql://u:p@127.0.0.1:1/d"
    try:
        done = place.run("db", "backup", str(file), check=False)
    finally:
        del place.variables["TOANDAN_DATABASE_URL"]
    assert done.returncode == 1
    assert "pg_dump failed" in done.stderr
    assert list(file.parent.glob("failed.dump*")) == []
