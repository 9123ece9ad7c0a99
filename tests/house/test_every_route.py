"""Every address that names a thing, those of tomorrow too: nothing of another commune is shown or changed through it.

Addresses come from the program itself. Each name in an address is filled in with a thing of the other commune, or it
stands in `OPEN` with the reason why anybody may ask for it; a new address that fits neither fails this test.
"""

import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.belongings import SECRET, Belongings, belongings
from tests.house.town import FATHER, NAME, NUMBER
from tests.officers_help import signed_in_client
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import operations as officers
from toandan.record.officers.queries import reading
from toandan.record.officers.words import ROLES, Role

pytestmark = pytest.mark.django_db

OPEN = {
    "public/": "open to everybody",
    "units/": "the hierarchy is known to all; its supports name units and days only",
    "guidance/": "published guidance is for everybody who works",
    "board/": "figures without people, compared across units; what is below one's own unit is kept to it in test_board",
    "bulletins/": "figures without people",
    "orders/": "orders are known to all",
    "publication/": "what is published",
    "evaluation/<str:order>": "criteria and lists of one's own units",
    "ledger/entries/": "an address of its own answers only for entries inside the scope, tried in test_ledger",
    "movements/new/": "a blank form",
    "account/": "the caller's own passkeys",
}
NOBODYS = {
    "samples/", "evaluation/sheets/", "field/", "reorganisations/", "difficulties/files", "directives/committees/",
    "directives/meetings/", "sessions/homes/", "sessions/routes/", "equipment/handovers/", "equipment/loans/",
}  # fmt: skip
"""Things that take a campaign to come about; here they are asked for by a number that nobody has."""
VERBS = ("send", "withdraw", "accept", "close", "answer", "retire", "open")
FORM = {
    "reason": "xem",
    "purpose": "xem",
    "verdict": "same",
    "full_name": "Nguyễn Thị Khác",
    "text": "x",
    "kind": "kit",
}
UNTOUCHED = re.compile(r"journal_|django_|officers_(try|session|seen)|procrastinate_|account_|mfa_|usersessions_")


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern) and "<" in route:
            yield route


def filled(route: str, things: Belongings) -> str | None:
    """Return an address with things of the other commune in it; None where it is open to all."""
    bare = route.removeprefix("api/v1/")
    if any(bare.startswith(start) for start in OPEN):
        return None
    known = not any(bare.startswith(start) for start in NOBODYS)

    def thing(found: re.Match[str]) -> str:
        name = found[1].rsplit(":", 1)[-1]
        if name in {"verb", "kind", "deed", "criterion", "form", "day"}:
            return {"kind": "absence"}.get(name, VERBS[0])
        before = bare[: bare.index("<")]
        named = [f"{'/'.join(before.split('/')[:depth])}/{name}" for depth in range(before.count("/"), 0, -1)]
        value = next((things.named[one] for one in named if one in things.named), None)
        if value is None and known and name not in {"attachment_id", "post", "fault"}:
            raise AssertionError(f"{route}: say in belongings.py what {name} is, or in OPEN why anybody may ask")
        return value or "999999999"

    return "/" + re.sub(r"<([^>]+)>", thing, route)


def as_it_is() -> dict[str, str]:
    """Return a mark of the rows of every table that the program writes, except who looked at what, and sign-in."""
    marks = {}
    with reading(the_house()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
            "AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND has_table_privilege(c.oid, 'SELECT')"
        )
        for (table,) in cursor.fetchall():
            if not UNTOUCHED.match(table):
                cursor.execute(f'SELECT count(*), sum(hashtext(t::text)::bigint) FROM "{table}" t')
                marks[table] = str(cursor.fetchone())
    return marks


@pytest.fixture
def things() -> Belongings:
    return belongings()


def test_no_address_shows_or_changes_what_belongs_to_another_commune(things: Belongings) -> None:
    client = signed_in_client(things.town.officer)
    client.raise_request_exception = False
    token = officers.add_client(
        actor=the_house(), now=datetime(2023, 1, 1, tzinfo=UTC), name="may", unit=things.town.my_unit,
        permissions=sorted(ROLES[Role.COMMUNE_POLICE].permissions),
    )  # fmt: skip
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}", "content_type": "application/json"}
    before, asked, troubles = as_it_is(), 0, []
    for route in sorted(set(addresses(get_resolver()))):
        address = filled(route, things)
        if address is None:
            continue
        if route.startswith("api/"):
            body = json.dumps(FORM | {"client_key": str(uuid.uuid4()), "persons": [things.town.theirs]})
            answers = [Client().get(address, **bearer), Client().post(address, body, **bearer)]
        else:
            key = str(uuid.uuid4())
            answers = [client.get(address), client.post(address, FORM | {"client_key": key})]
        for answer in answers:
            asked += 1
            text = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
            told = [one for one in (NAME, NUMBER, FATHER, SECRET) if one in text]
            empty = answer.content == b"[]"
            if told or not (empty or answer.status_code in {400, 403, 404, 405, 422}):
                troubles.append((answer.status_code, answer.request["REQUEST_METHOD"], address, told))
    assert troubles == []
    assert {name for name, mark in as_it_is().items() if before[name] != mark} == set()
    assert asked > 150


def test_the_same_addresses_are_open_to_whom_the_things_belong(things: Belongings) -> None:
    """Otherwise the test above would pass with numbers that nobody has."""
    client = signed_in_client(things.town.theirs_at_work[0])
    opened = {
        route.split("/")[0]
        for route in addresses(get_resolver())
        if not route.startswith("api/")
        and (address := filled(route, things))
        and client.get(address).status_code == 200
    }
    assert {"people", "cases", "lists", "difficulties", "questions", "sessions", "rolls"} <= opened
