"""Tables by the interface: asked for by name, made in the client's own name, and its alone."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from tests.command.campaign import town as t
from tests.faces.api.test_cases import get, post
from tests.faces.web.exports_help import carried_out, jobs
from tests.faces.web.test_sheets import lines, rows, town, ward  # noqa: F401 - fixtures
from toandan.faces.web.frame.counter import COUNTER
from toandan.ground.kernel.actor import the_house
from toandan.record.exports.words import Reason
from toandan.record.officers import operations as officers

pytestmark = pytest.mark.django_db
EXPORT = ("people.person.export", "rolls.roll.export")
PEOPLE = {"name": "people.people", "asked": {"card": ["due"]}, "format": "csv"}
DOCS = Path(__file__).resolve().parents[3] / "docs" / "rooms" / "exports.md"


def client(name: str, unit: int, *words: str) -> dict[str, str]:
    made = officers.add_client(
        actor=the_house(), now=datetime(2023, 1, 1, tzinfo=UTC), name=name, unit=unit, permissions=words
    )
    return {"HTTP_AUTHORIZATION": f"Bearer {made if isinstance(made, str) else made[1]}"}


@pytest.fixture
def bearer(town, settings, tmp_path) -> dict[str, str]:  # noqa: F811
    settings.STATE_DIR = tmp_path
    return client("sổ", t.unit("00091"), *EXPORT)


def test_a_client_gets_what_the_page_hands_out(bearer, ward):  # noqa: F811
    key = str(uuid4())
    asked = post("/exports", bearer, **PEOPLE, client_key=key)
    assert (asked.status_code, asked.json()["state"], asked.json()["table"]) == (202, "queued", "people")
    export = asked.json()["export"]
    assert post("/exports", bearer, **PEOPLE, client_key=key).json()["export"] == export and len(jobs()) == 1
    other = post("/exports", bearer, **PEOPLE | {"asked": {}}, client_key=key)
    assert (other.status_code, other.json()["code"]) == (422, "key_used")
    assert post("/exports", bearer, **PEOPLE).json()["code"] == "one_at_a_time"
    assert post(f"/exports/{export}/file", bearer).json()["code"] == "not_ready"
    made = carried_out()
    shown = get(f"/exports/{export}", bearer).json()
    assert (shown["state"], shown["rows"], shown["size"]) == ("ready", made.rows, made.size)
    file = post(f"/exports/{export}/file", bearer)
    content = b"".join(file.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content))) == rows(ward, "/people/list/sheet/?card=due") and made.rows
    assert "no-store" in file.headers["Cache-Control"]
    assert [line.actor_name for line in lines()] == ["client:sổ", "phu.thuong"]
    assert [row["export"] for row in get("/exports", bearer).json()] == [export]
    assert post(f"/exports/{export}/remove", bearer).status_code == 204
    assert get(f"/exports/{export}", bearer).status_code == 404


def test_it_is_nobody_elses_and_ends_with_the_client(bearer, ward):  # noqa: F811
    export = post("/exports", bearer, **PEOPLE).json()["export"]
    other = client("khác", t.unit("01"), *EXPORT)
    assert get(f"/exports/{export}", other).status_code == post(f"/exports/{export}/cancel", other).status_code == 404
    assert get("/exports", other).json() == [] and ward.get(f"/exports/{export}/").status_code == 404
    officers.end_client(actor=the_house(), now=datetime.now(UTC), name="sổ")
    assert carried_out().reason is Reason.NOT_ALLOWED
    assert get(f"/exports/{export}", bearer).status_code == 401


def test_it_may_ask_for_nothing_the_pages_would_refuse(bearer):
    board = {"name": "campaign.board", "of": {"order": "ML01", "unit": "01"}}
    assert post("/exports", bearer, **board).status_code == 403
    above = post("/exports", bearer, **PEOPLE | {"asked": {"unit": [str(t.unit("01"))]}})
    assert above.status_code in {403, 404}
    for told in (
        {"name": "campaign.table"}, {"name": "people.people", "of": {"unit": "1"}}, {"name": "units.below"},
        {"name": "units.below", "of": {"number": "²"}}, {"name": "units.below", "of": {"number": "9" * 12}},
    ):  # fmt: skip
        assert (post("/exports", bearer, **told).status_code, jobs()) == (404, [])
    assert post("/exports", bearer, name="people.roll", format="pdf").json()["code"] == "format_unknown"
    assert post("/exports", bearer, **board | {"of": {"order": "\x00", "unit": "01"}}).status_code == 422
    offered = {one["name"]: one for one in get("/exports/offers", bearer).json()}
    assert [offered[name]["allowed"] for name in ("people.people", "campaign.board")] == [True, False]
    assert offered["units.below"]["of"] == {"number": "number"}


def test_every_table_has_its_own_name_and_stands_in_the_docs():
    offers, told = COUNTER.offers(), DOCS.read_text(encoding="utf-8")
    assert len({one.name for one in offers}) == len(offers) > 15
    assert [one.name for one in offers if f"`{one.name}`" not in told] == []
