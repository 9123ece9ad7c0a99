"""A small town in a database of its own, the program serving it, and a browser before it.

The server works as the program's login, so row-level security binds as it does in earnest. Data are made before the
browser starts: its driver keeps the main thread to itself afterwards, and other threads do what must be done later.
"""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import _copy, _drop, _maintenance, pointed_at
from tests.officers_help import PASSWORD

ASSETS = Path(__file__).parent / "assets"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run",
    "--disable-component-update",
]  # fmt: skip
HERE = {"127.0.0.1", "localhost"}
NAMES = (
    "Nguyễn Thị Hoà", "Trần Văn Ngữ", "Lê Thị Ễn", "Phạm Đình Đạt", "Hoàng Thị Phượng", "Vũ Quốc Khánh",
    "Đặng Thu Thuỷ", "Bùi Văn Ổn", "Đỗ Thị Ước", "Hồ Minh Quý",
)  # fmt: skip
CODES = ("00091", "00094", "00097", "00001")
"""Three wards of Tây Hồ and one of Ba Đình."""


@dataclass
class Town:
    """The served town: its address, its officers' secrets by login name, its people by commune code."""

    address: str = ""
    database: str = ""
    secrets: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[int]] = field(default_factory=dict)
    sessions: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    list_id: int = 0

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the database as the owner of its tables: what a journey must leave behind."""
        from toandan.house.database import logins

        with logins.connect_owner(dbname=self.database, autocommit=True) as connection:
            return connection.execute(query, values).fetchall()


def _officers(town: Town) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    from tests.officers_help import make_officer
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers import operations
    from toandan.record.officers.words import Role
    from toandan.record.units import queries as units

    posts = {"thanh.pho": (Role.CITY_HEADQUARTERS, "01"), "phu.thuong": (Role.COMMUNE_POLICE, "00091"),
             "phuc.xa": (Role.COMMUNE_POLICE, "00001"), "tong.hanh": (Role.HEADQUARTERS_OPERATOR, "VN")}  # fmt: skip
    for name, (role, code) in posts.items():
        officer = make_officer(name, role, units.by_code(code, as_of=START).number)
        operations.give_one_time_codes(actor=the_house(), now=datetime.now(UTC), officer=officer.pk)
        town.secrets[name] = decrypt(Authenticator.objects.get(user_id=officer.pk).data["secret"])


START = date(2023, 5, 20)


def _people(town: Town) -> None:
    """Write ten people down in each commune: three with a card, three on the way, one absent, three not reached."""
    from toandan.ground.kernel.actor import the_house
    from toandan.ground.kernel.partial_date import Basis, PartialDate
    from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
    from toandan.record.people.words import PersonDetails, Sex
    from toandan.record.rolls import operations as rolls
    from toandan.record.units import queries as units

    house, now = the_house(), datetime.now(UTC)
    for code in CODES:
        at = units.by_code(code, as_of=START).number
        for i, name in enumerate(NAMES):
            card = Card.ISSUED if i < 3 else Card.APPLIED if i < 6 else Card.DUE
            obstacle = Obstacle.ABSENT if i == 9 else Obstacle("")
            details = PersonDetails(
                full_name=name,
                birth=PartialDate(1950 + i, 5, 1 + i, Basis.FULL),
                sex=Sex.FEMALE if "Thị" in name else Sex.MALE,
                personal_number=f"001150{int(code):06d}" if i == 0 else "",
                permanent_unit=at,
            )
            standing = Standing(Residence.PERMANENT, card, EId.NONE, obstacle)
            person = rolls.enter(
                actor=house, now=now, unit=at, details=details, standing=standing,
                occurred_on=START + timedelta(days=i), client_key=uuid4(), reason="Sổ mở đầu",
            )  # fmt: skip
            town.people.setdefault(code, []).append(person)


def _list(town: Town) -> None:
    """Let one ward of Tây Hồ send another a list of two people, so that the pages of lists have something to show."""
    from toandan.ground.kernel.actor import the_house
    from toandan.record.units import queries as units
    from toandan.work.movements import operations
    from toandan.work.movements.words import Grouping, Wish

    house, now = the_house(), datetime.now(UTC)
    here, there = (units.by_code(code, as_of=START).number for code in ("00094", "00097"))
    wishes = [Wish(person, there) for person in town.people["00094"][8:]]
    (town.list_id,) = operations.draw_up(
        actor=house, now=now, sender=here, wishes=wishes, reason="Tổ trưởng báo", client_key=uuid4(),
        grouping=Grouping.COMMUNE,
    )  # fmt: skip
    operations.send(actor=house, now=now, list_id=town.list_id, client_key=uuid4())


def _order() -> None:
    from tests.faces.web.campaign import invented
    from toandan.command.campaign import operations
    from toandan.ground.kernel.actor import the_house

    given = invented.order()
    operations.create_order(
        actor=the_house(), now=datetime.now(UTC), client_key=uuid4(), code=given.code, title_vi=given.title_vi,
        title_en=given.title_en, scope=given.scope, starts_on=given.starts_on, deadline=given.deadline,
        measure=given.measure.value, issuer=given.issuer, number=given.number,
    )  # fmt: skip


@pytest.fixture(scope="module")
def town(database_template: str, django_db_setup: None, django_db_blocker) -> Iterator[Town]:
    """Make the town, serve it on a free port, and take it away."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.db import connections
    from django.test.testcases import LiveServerThread

    shared = connections["default"].settings_dict["NAME"]
    made = Town(database=f"{shared}_town")
    with django_db_blocker.unblock():
        with _maintenance() as connection:
            _copy(connection, database_template, made.database)
        pointed_at(made.database)
        try:
            _officers(made)
            _order()
            _people(made)
            _list(made)
            connections.close_all()
            server = LiveServerThread("127.0.0.1", StaticFilesHandler)
            server.daemon = True
            server.start()
            server.is_ready.wait()
            assert server.error is None, server.error
            made.address = f"http://127.0.0.1:{server.port}"
            yield made
            server.terminate()
        finally:
            pointed_at(shared)
            with _maintenance() as connection:
                _drop(connection, made.database)


@pytest.fixture(scope="module")
def browser(town: Town):
    """Start Chromium; without one the journeys say so and stay at home."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: no browser journeys")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with playwright.sync_playwright() as play:
        try:
            found = play.chromium.launch(executable_path=program, args=ARGUMENTS)
        except playwright.Error as error:
            pytest.skip(f"no Chromium could be started: {str(error).splitlines()[0]}")
        yield found
        found.close()


@pytest.fixture
def page(browser):
    """Open a window of its own; any fault of a script, and anything asked of another host, fails the journey."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    opened.on("request", lambda asked: None if urlsplit(asked.url).hostname in HERE else faults.append(asked.url))
    yield opened
    context.close()
    assert faults == []


def code_of(secret: str) -> str:
    """Return the present one-time code of a secret; near the end of its half minute, the next one's."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    left = 30 - time.time() % 30
    if left < 3:
        threading.Event().wait(left + 0.1)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def sign_in(page, town: Town, name: str, home: str = "") -> None:
    """Sign in through the pages the first time; later windows of the same officer go on with that session.

    A one-time code works once, so a second sign-in within its half minute would have to wait for the next code.
    `home` is another address of the same town; a session there is not kept for others.
    """
    home = home or town.address
    if name in town.sessions and home == town.address:
        page.context.add_cookies(town.sessions[name])
        page.goto(f"{town.address}/desk/")
        return
    page.goto(f"{home}/sign-in/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.fill("#id_code", code_of(town.secrets[name]))
    page.locator("form:has(#id_code) button[type=submit]").click()
    page.wait_for_url(f"{home}/desk/")
    if home == town.address:
        town.sessions[name] = [c for c in page.context.cookies() if c["name"] == "toandan_session"]


def elsewhere(work):
    """Do database work in another thread, because the browser's driver holds this one; returns its result."""
    from django.db import connections

    def run():
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=120)


__all__ = ["ASSETS", "CODES", "Town", "code_of", "elsewhere", "psycopg", "sign_in"]
