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
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.belongings import SECRET, Belongings, belongings
from tests.house.town import FATHER, NAME, NUMBER, THEIRS
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
    "movements/new/": "a blank form; asked for with somebody of another commune below",
    "account/mail/confirm/": "a code that stands in a letter to the one who asked for it, and nowhere else",
}
VERBS = {
    "cases/": "answer", "difficulties/": "withdraw", "directives/": "acknowledge", "directives/committees/": "call",
    "directives/meetings/": "conclude", "equipment/": "report", "equipment/handovers/": "take",
    "equipment/loans/": "agree", "evaluation/sheets/": "appeal", "lists/": "accept", "questions/": "answer",
    "requests/": "answer", "sessions/": "open",
}  # fmt: skip
"""A deed of every kind of thing, so that no page is asked for what it would not know."""
WORDS = {"kind": "absence", "criterion": "lists", "form": "docx"}
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
    deeds = [deed for start, deed in VERBS.items() if bare.startswith(start)]

    def thing(found: re.Match[str]) -> str:
        name = found[1].rsplit(":", 1)[-1]
        if name in {"verb", "kind", "deed", "criterion", "form", "day"}:
            return WORDS.get(name) or (deeds or ["send"])[-1]
        before = bare[: bare.index("<")]
        named = [f"{'/'.join(before.split('/')[:depth])}/{name}" for depth in range(before.count("/"), 0, -1)]
        value = next((things.named[one] for one in named if one in things.named), None)
        if value is None:
            raise AssertionError(f"{route}: say in belongings.py what {name} is, or in OPEN why anybody may ask")
        return value

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
    assert Authenticator.objects.filter(pk=things.named["account/passkeys/pk"]).exists()
    assert asked > 200


def test_the_same_addresses_are_open_to_whom_the_things_belong(things: Belongings) -> None:
    """Otherwise the test above would pass with numbers that nobody has."""
    clients = [signed_in_client(owner) for owner in things.owners]
    opened = {
        route[: route.index("<")]
        for route in addresses(get_resolver())
        if not route.startswith("api/")
        and (address := filled(route, things))
        and any(client.get(address).status_code == 200 for client in clients)
    }
    assert opened == {
        "account/passkeys/", "cases/", "cases/lists/", "cases/reviews/", "cases/samples/", "difficulties/",
        "directives/", "directives/committees/", "directives/meetings/", "equipment/", "evaluation/sheets/", "exports/",
        "field/", "field/runs/", "lists/", "people/", "questions/", "rolls/", "samples/", "sessions/",
        "sessions/homes/", "sessions/places/",
    }  # fmt: skip


SHARED = {
    "order": "ML-KIN", "day": "2023-06-01", "kind": "absence", "form": "pdf", "deed": "publish", "guidance_id": "1",
    "version": "1",
}  # fmt: skip
"""What stands in addresses that are open; the others are the other commune's."""


def test_what_is_open_to_read_is_changed_by_nobody_from_beside_and_names_nobody(things: Belongings) -> None:
    """Whoever may look at an order, a board or a unit may not announce, sign, publish, end or score there."""
    client = signed_in_client(things.town.officer)
    client.raise_request_exception = False
    values = SHARED | {"unit": THEIRS, "code": "ML-KIN", "number": str(things.town.their_unit)}
    values |= {"support": things.named["units/support"]}
    before, shown, troubles = as_it_is(), 0, []
    for route in sorted(set(addresses(get_resolver()))):
        if not route.startswith(tuple(OPEN)) or route.startswith(("public/", "account/")):
            continue
        address = "/" + re.sub(r"<([^>]+)>", lambda found: values[found[1].rsplit(":", 1)[-1]], route)
        asked = {"person": things.town.theirs}
        form = FORM | {"client_key": str(uuid.uuid4()), "since": "21/05/2023", "until": "25/05/2023"}
        for answer in (client.get(address, asked), client.post(address, form | asked)):
            shown += answer.status_code == 200
            text = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
            told = [one for one in (NAME, NUMBER, FATHER, SECRET) if one in text]
            if told or answer.status_code >= 500:
                troubles.append((answer.status_code, answer.request["REQUEST_METHOD"], address, told))
    assert troubles == []
    assert {name for name, mark in as_it_is().items() if before[name] != mark} == set()
    assert shown >= 8
