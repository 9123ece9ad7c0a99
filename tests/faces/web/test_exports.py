"""Tables too long to wait for: made in the background as at once, for whoever asked alone, and never half."""

import csv
import errno
import io
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings as house

from tests.command.campaign import town as t
from tests.faces.web.exports_help import carried_out, jobs
from tests.faces.web.test_sheets import CITY_SHEETS, city, lines, list_out, rows, town, ward  # noqa: F401 - fixtures
from tests.house.smuggling import written
from tests.officers_help import make_officer, signed_in_client
from toandan.faces.web.frame import counter
from toandan.faces.web.people import sheets as people_sheets
from toandan.ground.kernel.actor import the_house
from toandan.record.exports import operations
from toandan.record.exports.models import Export, Piece
from toandan.record.exports.words import ExportState, Reason
from toandan.record.officers import operations as officers
from toandan.record.officers import queries as officer_rows
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
PEOPLE = "/people/list/sheet/"


@pytest.fixture
def long(settings, tmp_path, monkeypatch):
    """Let every table be too long to wait for, and be read row by row."""
    settings.TABLE_ROWS, settings.STATE_DIR = 0, tmp_path
    monkeypatch.setattr(counter, "PART", 1)


def asked(client, address=PEOPLE, form="csv", **more):
    answer = client.post(address, {"format": form, **more})
    assert answer.status_code == 302, answer.content
    return answer.headers["Location"]


def fetched(client, page):
    answer = client.post(f"{page}file")
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def test_what_a_worker_writes_is_what_leaves_at_once(city, list_out, settings, tmp_path, monkeypatch):  # noqa: F811
    settings.STATE_DIR = tmp_path
    monkeypatch.setattr(counter, "PART", 3)
    for address in CITY_SHEETS.values():
        if address == "/journal/sheet/":
            continue  # It has grown by a line whenever it is taken.
        settings.TABLE_ROWS = 5000
        at_once = rows(city, address)
        settings.TABLE_ROWS = 0
        page = asked(city, address)
        assert carried_out().state is ExportState.READY, address
        later = list(csv.reader(io.StringIO(fetched(city, page).decode("utf-8-sig"), newline="")))
        assert later == at_once and len(later) > 1, address


@pytest.mark.parametrize("counted", [True, False])
def test_only_what_is_long_waits_and_nothing_was_read_before_it_is_made(ward, settings, monkeypatch, counted):  # noqa: F811
    if not counted:
        monkeypatch.setattr(people_sheets.ledger, "people_in", lambda **_: None)
    whole = rows(ward, PEOPLE)
    settings.TABLE_ROWS = len(whole) - 1
    assert len(rows(ward, PEOPLE)) == len(whole) > 1 and jobs() == []
    before = len(lines("people.person.read"))
    settings.TABLE_ROWS = len(whole) - 2
    asked(ward)
    assert len(lines("people.person.read")) == before
    assert [line.detail["table"] for line in lines("exports.export.ask")] == ["people"]


def test_a_long_roll_is_made_in_the_background_too_and_is_the_same(ward, town, settings, tmp_path):  # noqa: F811
    settings.STATE_DIR = tmp_path
    at_once = rows(ward, "/people/list/export?card=due")
    settings.TABLE_ROWS = 0
    page = asked(ward, "/people/list/export?card=due")
    assert lines("rolls.roll.export")[1:] == [], "nothing is read before a worker does it"
    made = carried_out()
    later = list(csv.reader(io.StringIO(fetched(ward, page).decode("utf-8-sig"), newline="")))
    assert later == at_once and len(later) > 1 and at_once[0][0] == "personal_number"
    assert [(line.detail["table"], line.detail["people"]) for line in lines("exports.export.make")] == [
        ("roll", made.rows)
    ]


def test_a_table_is_asked_for_once_and_one_at_a_time(ward, long):  # noqa: F811
    key = str(uuid4())
    page = asked(ward, client_key=key)
    assert asked(ward, client_key=key) == page and len(jobs()) == 1
    refused = ward.post(PEOPLE, {"format": "csv", "client_key": str(uuid4())})
    assert refused.status_code == 422 and "Bảng của tôi" in refused.content.decode()
    shown = ward.get(page).content.decode()
    assert "Đang chờ" in shown and 'hx-trigger="every 2s"' in shown and '<meta http-equiv="refresh"' in shown
    assert "<progress" in ward.get(f"{page}progress").content.decode()
    assert ward.post(f"{page}file").status_code == 422
    made = carried_out()
    assert ward.get(f"{page}progress").headers["HX-Redirect"] == page
    fetched(ward, page)
    (taken,) = lines()
    assert (taken.detail["rows"], taken.detail["people"], taken.detail["format"]) == (made.rows, made.rows, "csv")
    assert made.title in ward.get("/exports/").content.decode()
    assert ward.post(f"{page}remove").status_code == 302
    assert ward.get(page).status_code == 404


def test_a_table_is_nobody_elses_and_lies_encrypted(ward, town, long, tmp_path):  # noqa: F811
    page = asked(ward)
    carried_out()
    colleague = make_officer("dong.nghiep", Role.COMMUNE_POLICE, t.unit("00091"))
    client = signed_in_client(colleague)
    assert [page in one.get("/exports/").content.decode() for one in (client, ward)] == [False, True]
    assert client.get(page).status_code == client.post(f"{page}file").status_code == 404
    with acting(officer_rows.actor_of(colleague.pk, now=datetime.now(UTC))):
        assert not Export.objects.exists() and not Piece.objects.exists()
        assert written("UPDATE exports_export SET state = 'failed' WHERE true") == 0
        assert written("DELETE FROM exports_export WHERE true") == 0
    content = fetched(ward, page)
    with acting(the_house()):
        assert not Piece.objects.exists(), "the house reads no file"
        export = Export.objects.get()
    assert export.size == len(content)
    assert list((tmp_path / "exports").iterdir()) == [], "no file is left outside the database"


def test_rights_lost_since_close_the_table(ward, long):  # noqa: F811
    page = asked(ward)
    carried_out()
    me = officer_rows.officer("phu.thuong")
    officers.end_post(actor=the_house(), now=datetime.now(UTC), post=me.posts[0].post_id, reason="Điều động")
    answer = ward.post(f"{page}file")
    assert answer.status_code == 422 and lines() == []


def test_rights_lost_before_it_is_made_make_nothing(ward, long):  # noqa: F811
    page = asked(ward)
    me = officer_rows.officer("phu.thuong")
    officers.end_post(actor=the_house(), now=datetime.now(UTC), post=me.posts[0].post_id, reason="Điều động")
    assert carried_out().reason is Reason.NOT_ALLOWED
    assert "chức trách" in ward.get(page).content.decode()


def test_what_is_cancelled_while_it_is_written_stops_and_leaves_nothing(ward, long):  # noqa: F811
    page, told = asked(ward), []

    def interrupted(*, heard, **asked_with):
        def cancelling(rows):
            told.append(rows)
            ward.post(f"{page}cancel")
            heard(rows)

        return counter.make(heard=cancelling, **asked_with)

    assert carried_out(interrupted).state is ExportState.CANCELLED
    assert told == [1], "it goes on to write what nobody wants"
    assert lines("exports.export.make") == [] and len(lines("exports.export.cancel")) == 1
    assert asked(ward) != page


class Killed(BaseException):
    """What takes a worker away in the middle of its work."""


def test_a_killed_worker_is_followed_by_another_but_not_for_ever(ward, long):  # noqa: F811
    page = asked(ward)

    def killed(*, path, **_):
        path.write_bytes(b"half")
        raise Killed

    for _ in range(operations.MOST_ATTEMPTS - 1):
        with pytest.raises(Killed):
            carried_out(killed)
    assert "đang được lập" in ward.get(page).content.decode().lower()
    assert carried_out().state is ExportState.READY
    ward.post(f"{page}remove")
    page = asked(ward)
    for _ in range(operations.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            carried_out(killed)
    assert carried_out().reason is Reason.INTERRUPTED
    assert "gián đoạn" in ward.get(page).content.decode()


def test_one_that_was_thought_dead_keeps_nothing_beside_the_one_that_followed(ward, long):  # noqa: F811
    asked(ward)

    def overtaken(**asked_with):
        made = counter.make(**asked_with)
        assert carried_out().state is ExportState.READY
        return made

    carried_out(overtaken)
    assert len(lines("exports.export.make")) == 1


def test_a_full_disk_is_told_to_who_asked_and_to_the_operator(ward, long):  # noqa: F811
    page = asked(ward)

    def full(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        carried_out(full)
    assert all("đầy" in ward.get(shown).content.decode() for shown in (page, "/exports/"))
    assert [line.detail["outcome"] for line in lines("exports.export.fail")] == ["disk_full"]


def test_what_is_kept_long_enough_goes_with_its_file(ward, long, tmp_path):  # noqa: F811
    page = asked(ward)
    carried_out()
    (tmp_path / "exports" / "999").mkdir()
    now = datetime.now(UTC)
    for days, gone in ((house.EXPORT_DAYS - 1, 0), (house.EXPORT_DAYS + 1, 1)):
        assert operations.forget(actor=the_house(), now=now + timedelta(days=days)) == gone
    assert ward.get(page).status_code == 404
    assert list((tmp_path / "exports").iterdir()) == []
    assert [line.detail["tables"] for line in lines("exports.export.forget")] == [0, 1]
