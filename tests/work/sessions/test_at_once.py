"""Who closes a place and who announces a session there at the same moment wait for each other (cùng một lúc)."""

import time
from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connections, transaction

from tests.work.sessions.conftest import MORNING, Field, key, made_ground, workday
from toandan.ground.kernel.errors import UnableTo
from toandan.house.database import logins
from toandan.work.sessions import operations

PATIENCE = 60


def elsewhere(act: Callable[[], object]) -> tuple[Thread, list[str]]:
    """Do something over a connection of its own; the list holds in the end what it came to."""
    said: list[str] = []

    def tell() -> None:
        try:
            act()
            said.append("done")
        except UnableTo as refusal:
            said.append(refusal.code)
        finally:
            connections.close_all()

    doing = Thread(target=tell)
    doing.start()
    return doing, said


def waits(database: str, doing: Thread) -> bool:
    """Tell whether it stands before a lock that another holds; False when it ends without."""
    deadline = time.monotonic() + PATIENCE
    with logins.connect_owner(dbname=database, autocommit=True) as watching:
        asked = """SELECT count(*) FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
                   WHERE d.datname = %s AND l.locktype = 'advisory' AND NOT l.granted"""
        while doing.is_alive() and time.monotonic() < deadline:
            row = watching.execute(asked, [database]).fetchone()
            if row and row[0]:
                return True
            time.sleep(0.02)
    return False


def close(ground: Field) -> object:
    return operations.close_place(actor=ground.police, now=MORNING, code="P1", reason="sửa nhà", client_key=key())


def announce(ground: Field) -> object:
    return ground.announce(day=workday())


@pytest.mark.parametrize(
    ("first", "second", "refused"), [(announce, close, "sessions_stand"), (close, announce, "place_shut")]
)
def test_the_second_waits_and_is_refused(
    own_database: str, first: Callable[[Field], object], second: Callable[[Field], object], refused: str
) -> None:
    ground = made_ground()
    with transaction.atomic():
        first(ground)
        doing, said = elsewhere(lambda: second(ground))
        assert waits(own_database, doing), said
    doing.join(PATIENCE)
    assert said == [refused]
