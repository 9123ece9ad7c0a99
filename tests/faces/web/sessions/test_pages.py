"""A day in the field on its pages: place, announcement, queue, counts, helpers, a visit at home, and its papers."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from typer.testing import CliRunner

from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from tests.work.sessions.conftest import HOMEBOUND, MORNING, TODAY, Field, ground, workday
from tests.work.verification.conftest import add_body, enter
from toandan.faces.cli import places, sessions, terminal
from toandan.faces.web.sessions import expected, listing, session_sheet
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.days import days_off
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import acting, add_client
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
from toandan.record.units.words import BodyKind
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import Kind, State, Stop

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC)
"""The interface asks the clock itself, which before eight has not come to the morning of these tests."""
__all__ = ["ground"]
WRITTEN = f"{TODAY:%d/%m/%Y}"


def client(username: str) -> Client:
    return signed_in_client(Officer.objects.get(username=username))


def posted(who: Client, to: str, expect: int = 302, **said: object) -> str:
    answer = who.post(to, {"client_key": str(uuid4())} | said)
    assert answer.status_code == expect, answer.content.decode()[:3000]
    return answer.headers.get("Location", "")


@pytest.mark.skipif(bool(days_off(TODAY, TODAY)), reason="no session is held on a public holiday")
def test_a_day_in_the_field_on_its_pages(ground: Field) -> None:
    district, ward, neighbour = client("badinh"), client("phucxa"), client("trucbach")
    body = add_body("DTN-001", BodyKind.YOUTH_UNION, "001")
    union = signed_in_client(make_officer("doan", Role.BODY_OFFICER, body))
    hall = {
        "code": "NVH-1", "unit": ground.unit, "kind": "hall", "name": "Nhà văn hóa tổ 3", "address": "ngõ 12",
        "share": "30",
    }  # fmt: skip
    place = posted(ward, "/sessions/places/", **hall)
    assert "ước tính" in ward.get(place).content.decode()
    posted(ward, "/sessions/places/", **hall | {"code": "NVH-2", "latitude": "21,0456", "longitude": "105.8"})
    with reading(ground.police):
        assert queries.place("NVH-2").latitude == 21.0456
    agreement = {
        "weekdays": [str(TODAY.weekday())], "shift": "DAY", "since": WRITTEN, "until": WRITTEN, "paper": "Biên bản 5"
    }  # fmt: skip
    posted(ward, f"{place}agree/", **agreement)
    posted(ward, f"{place}agree/", 422, **agreement)
    session = {
        "kind": "enrolment", "place": "NVH-1", "kit": "KIT-1", "day": WRITTEN, "shift": "AM", "expected": "25",
        "reason": "Người đi làm về",
    }  # fmt: skip
    assert ward.get("/sessions/announce/").status_code == 403
    page = posted(district, "/sessions/announce/", **session)
    posted(district, "/sessions/announce/", 422, **(session | {"place": "P1"}))
    assert page in ward.get("/sessions/").content.decode()
    assert neighbour.get(page).status_code == 404

    posted(ward, f"{page}helper/", body=body, task="hướng dẫn người dân")
    asked = re.search(r'name="helper" value="(\d+)"', union.get("/sessions/helpers/").content.decode())
    assert asked
    waits = union.get("/desk/").content.decode()
    assert "cử người hỗ trợ" in waits and "hôm nay" in waits
    posted(union, "/sessions/helpers/", helper=asked[1], coming="yes", name="Nguyễn Văn Mạnh")
    assert "cử người hỗ trợ" not in union.get("/desk/").content.decode(), "it was answered"
    sheet = b"".join(union.post("/sessions/helpers-sheet/", {"format": "csv"}).streaming_content).decode()  # type: ignore
    assert "Nguyễn Văn Mạnh" in sheet
    posted(ward, f"{page}open/")
    assert "Buổi lưu động đã mở; có thể lấy số." in ward.get(page).content.decode()
    assert "waits=open" in ward.get("/desk/").content.decode()
    posted(ward, f"{page}draw/")
    assert "Số 1" in ward.get(page).content.decode()
    posted(ward, f"{page}close/", 422, collected="1")
    posted(ward, f"{page}call/")
    posted(ward, f"{page}served/", number="1")
    posted(ward, f"{page}close/", collected="1")
    assert f"{page}hours/" in ward.get(page).content.decode()
    posted(ward, f"{page}hours/", helper=asked[1], minutes="240")
    posted(ward, f"{page}reconcile/", 403, note="")
    narrowed = re.search(r"/sessions/\?unit=\d+&amp;waits=closed", district.get("/desk/").content.decode())
    assert narrowed and "waits=closed" not in ward.get("/desk/").content.decode(), "the level above reconciles"
    assert page in district.get(narrowed[0].replace("&amp;", "&")).content.decode()
    posted(district, f"{page}reconcile/", 422, note="")
    posted(district, f"{page}reconcile/", note="hồ sơ nhập chậm")
    told = district.get(page).content.decode()
    assert "hồ sơ nhập chậm" in told and "Nguyễn Văn Mạnh" in told
    assert "KIT-1" in district.get("/sessions/").content.decode()
    assert "waits=" not in district.get("/desk/").content.decode()


def test_a_session_is_moved_and_an_officer_leaves_its_crew(ground: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    district, ward, day = client("badinh"), client("phucxa"), workday()
    code = ground.announce(day=day)
    page = f"/sessions/{code}/"
    monkeypatch.setattr(listing, "MOST", 0)
    summed = district.get("/sessions/").content.decode()
    assert f"/sessions/?unit={ground.unit}&amp;day=" in summed and page not in summed
    monkeypatch.undo()
    assert page in district.get("/sessions/").content.decode()
    assert "move_day" in district.get(page).content.decode() and "move_day" not in ward.get(page).content.decode()
    later = workday((day - TODAY).days + 1)
    to = {"place": "P1", "kit": "KIT-2", "day": f"{later:%d/%m/%Y}", "shift": "PM", "expected": "30", "reason": "mưa"}
    posted(ward, f"{page}move/", 403, **to)
    body = add_body("DTN-001", BodyKind.YOUTH_UNION, "001")
    union = make_officer("doan", Role.BODY_OFFICER, body)
    posted(ward, f"{page}helper/", body=body, task="hướng dẫn")
    with reading(ground.police):
        asked = queries.helpers(queries.session(code).session_id)[0].helper_id
    posted(signed_in_client(union), "/sessions/helpers/", helper=asked, coming="yes", name="Nguyễn Văn Mạnh")
    for wrong in ({"reason": ""}, {"day": "01/01/2020"}):
        refused = district.post(f"{page}move/", {"client_key": str(uuid4())} | to | wrong)
        assert refused.status_code == 422 and "<details open>" in refused.content.decode()
    posted(district, f"{page}move/", **to)
    told = ward.get(page).content.decode()
    assert f"{later:%d/%m/%Y}" in told and "KIT-2" in told and "mưa" in told and "Chiều" in told
    assert "Nguyễn Văn Mạnh" not in told, "who said yes to another day is asked again"
    assert f"{later:%d/%m/%Y}" in signed_in_client(union).get("/sessions/helpers/").content.decode()

    posted(ward, f"{page}crew/", username="phucxa")
    assert f"{page}off/" in ward.get(page).content.decode()
    posted(ward, f"{page}off/", username="phucxa")
    assert f"{page}off/" not in ward.get(page).content.decode()
    posted(ward, f"{page}off/", 422, username="badinh")


def test_whom_to_call_is_told_to_who_works_there_and_forgotten_with_the_place(ground: Field) -> None:
    ward, day = client("phucxa"), workday()
    code = ground.announce(day=day)
    said = {"contact": "Bùi Thị Thơm", "phone": "091 234 5678"}
    for wrong in ({"phone": "12"}, {"contact": ""}):
        posted(ward, "/sessions/places/P1/contact/", 422, **(said | wrong))
    posted(client("trucbach"), "/sessions/places/P1/contact/", 404, **said)
    once = str(uuid4())
    for _ in "12":
        posted(ward, "/sessions/places/P1/contact/", client_key=once, **said)
    for page in ("/sessions/places/P1/", f"/sessions/{code}/"):
        assert "0912345678" in ward.get(page).content.decode()
    lines = [line for line in every_line() if line.verb == "sessions.place.contact"]
    assert len(lines) == 1 and "0912345678" not in str(lines[0].detail)
    sheet = ward.post(f"/sessions/{code}/sheet/")
    assert sheet.content.startswith(b"%PDF") and every_line()[-1].verb == "sessions.sheet.print"
    with reading(ground.police):
        assert "Tọa độ: " in session_sheet.sheet_of(queries.session(code)).head[2]
        assert session_sheet.sheet_of(queries.session(code)).rows[0][2:5:2] == ("Bùi Thị Thơm", "0912345678")
    hidden = ["/public/vi/sessions/00001/", f"/api/v1/sessions/places?unit={ground.unit}"]
    token = add_client(
        actor=the_house(), now=LONG_AGO, name="kit", unit=ground.unit, permissions=["sessions.session.read"]
    )
    for address in hidden:
        answer = Client().get(address, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200 and "P1" in answer.content.decode()
        assert "0912345678" not in answer.content.decode() and "Thơm" not in answer.content.decode()
    operations.cancel(actor=ground.district, now=MORNING, code=code, reason="mưa", client_key=uuid4())
    posted(ward, "/sessions/places/P1/close/", reason="sửa nhà")
    with reading(ground.police):
        assert queries.contacts(["P1"]) == {}


@pytest.mark.skipif(bool(days_off(TODAY, TODAY)), reason="no session is held on a public holiday")
def test_papers_are_recorded_under_the_session_that_runs_and_reconcile_it(ground: Field) -> None:
    first, second = enter("Trần Thị Hoa"), enter("Trần Thị Lan")
    ward, code = client("phucxa"), ground.announce()
    page, chosen = f"/people/{first}/dossier/", f'value="{code}" selected'
    assert code not in ward.get(page).content.decode(), "nothing is recorded under what has not begun"
    posted(ward, f"/sessions/{code}/open/")
    assert chosen in ward.get(page).content.decode()
    said = {"occurred_on": WRITTEN, "reason": "tại buổi", "session": code}
    early = {"client_key": str(uuid4()), "occurred_on": f"{TODAY - timedelta(days=1):%d/%m/%Y}"}
    refused = ward.post(page, said | early)
    assert refused.status_code == 422 and "Buổi này diễn ra ngày" in refused.content.decode()
    posted(ward, page, **said)

    words = ["movements.dossier.record", "ledger.entry.post", "sessions.session.read", "people.person.read"]
    token = add_client(actor=the_house(), now=LONG_AGO, name="kit", unit=ground.unit, permissions=words)
    body = {"client_key": str(uuid4()), "unit": ground.unit, "occurred_on": f"{TODAY}", "reason": "kit"}
    for under, status in (("S000101-1", 404), (code, 200), (code, 200)):
        answer = Client().post(
            f"/api/v1/people/{second}/dossier", json.dumps(body | {"session": under}),
            content_type="application/json", headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        assert answer.status_code == status, answer.content
    posted(ward, f"/sessions/{code}/close/", collected="3")
    late = ward.get(f"/people/{enter('Trần Thị Cúc')}/dossier/").content.decode()
    assert code in late and chosen not in late, "what closed is offered, and not chosen"
    posted(client("badinh"), f"/sessions/{code}/reconcile/", note="số phiếu không lấy")
    with reading(ground.police):
        assert queries.session(code).posted == 2

    third = enter("Trần Thị Bưởi")
    assert code in ward.get(f"/people/{third}/dossier/").content.decode(), "one of three is still to be written down"
    with reading(ground.police):
        assert queries.takes(code, Kind.ENROLMENT, TODAY).state is State.RECONCILED
    posted(ward, f"/people/{third}/dossier/", **said)
    told = client("badinh").get(f"/sessions/{code}/").content.decode()
    assert f"Trong sổ cái: 3 lượt thu nhận hồ sơ mang mã buổi {code}. Khi đối chiếu là 2." in told


def test_who_could_come_leaves_masked_and_journalled_and_the_papers_are_what_they_say(
    ground: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = workday()
    code = ground.announce(day=day)
    first = enter("Trần Thị Hoa", personal_number="001190001234")
    ward = client("phucxa")
    taken = ward.post(f"/sessions/{code}/people/", {"format": "csv"})
    content = b"".join(taken.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert re.search(r"Trần Thị Hoa,\d\d/\d\d/\d{4},", content) and "001190001234" not in content
    assert {line.verb for line in every_line()[-2:]} == {"journal.sheet.take", "people.person.read"}
    second, listed = enter("Trần Thị Lan"), f"/sessions/{code}/expected/"
    monkeypatch.setattr(expected, "PAGE", 1)
    assert listed in ward.get(f"/sessions/{code}/").content.decode() and every_line()[-1].verb != "people.person.read"
    page = ward.get(listed).content.decode()
    assert "Trần Thị Hoa" in page and "Trần Thị Lan" not in page and "001190001234" not in page
    page = ward.post(listed, {"after": str(first)}).content.decode()
    assert "Trần Thị Lan" in page and "Trần Thị Hoa" not in page and 'name="after"' not in page
    assert (every_line()[-1].verb, every_line()[-1].subject) == ("people.person.read", f"person:{second}")
    assert client("trucbach").get(listed).status_code == 404
    poster = ward.get(f"/sessions/{code}/poster/")
    assert poster.content.startswith(b"%PDF")
    calendar = ward.get(f"/sessions/calendar.ics?day={day.isoformat()}").content.decode()
    assert calendar.splitlines()[0] == "BEGIN:VCALENDAR" and f"UID:{code}-0@toandan" in calendar
    assert f"DTSTART:{day:%Y%m%d}T003000Z" in calendar, "half past seven at home"
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert client("trucbach").get(f"/sessions/{code}/poster/").status_code == 404


def test_homebound_people_are_asked_for_routed_printed_and_visited(ground: Field) -> None:
    enter("Phạm Thị Nhu", HOMEBOUND, present_address="ngõ 5 Hàng Than", phone="0912345678")
    ward, neighbour = client("phucxa"), client("trucbach")
    posted(ward, "/sessions/homes/", since=WRITTEN, until=WRITTEN)
    with acting(ground.district):
        home = queries.home_requests([ground.district_no], TODAY, 5)[0].code
    route = operations.route(
        actor=ground.district, now=MORNING, unit=ground.district_no,
        kit="KIT-2", day=TODAY, stops=[Stop(home, 480, 500)], travel_minutes=12, client_key=uuid4(),
    )  # fmt: skip
    page = ward.get("/sessions/homes/").content.decode()
    assert "Phạm Thị Nhu" in page and "08:00" in page and "0912345678" in page
    assert every_line()[-1].detail["purpose"] == "sessions.visit.record"
    assert "Phạm Thị Nhu" not in neighbour.get("/sessions/homes/").content.decode()
    assert neighbour.get(f"/sessions/homes/{home}/").status_code == 404
    sheet = ward.post(f"/sessions/routes/{route}/sheet/")
    assert sheet.content.startswith(b"%PDF")
    assert {line.verb for line in every_line()[-2:]} == {"sessions.sheet.print", "people.person.read"}
    form = {"outcome": "refused", "day": WRITTEN, "note": "không đồng ý"}
    posted(ward, f"/sessions/homes/{home}/", **form)
    assert "không đồng ý" in ward.get(f"/sessions/homes/{home}/").content.decode()
    posted(neighbour, f"/sessions/homes/{home}/", 404, **form)
    posted(ward, f"/sessions/homes/{home}/", 422, **(form | {"outcome": "asleep"}))


def test_who_moved_is_put_on_a_list_to_where_they_live_now(ground: Field) -> None:
    enter("Phạm Thị Nhu", HOMEBOUND)
    ward = client("phucxa")
    posted(ward, "/sessions/homes/", since=WRITTEN, until=WRITTEN)
    with reading(ground.police):
        home = queries.home_requests([ground.unit], TODAY, 5)[0].code
    page, notify = f"/sessions/homes/{home}/", f"/sessions/homes/{home}/notify/"
    assert notify not in ward.get(page).content.decode()
    assert posted(ward, page, outcome="moved", day=WRITTEN, note="hàng xóm nói") == page
    assert notify in ward.get(page).content.decode()
    for wrong in ("", "Không Đâu Cả", "00001"):
        posted(ward, notify, 422, target=wrong)
    posted(client("trucbach"), notify, 404, target="00004")
    once = str(uuid4())
    made = [posted(ward, notify, target="Phường Trúc Bạch", client_key=once) for _ in "12"]
    assert re.fullmatch(r"/lists/\d+/", made[0]) and made[0] == made[1]
    assert "Phạm Thị Nhu" in ward.get(made[0]).content.decode()
    told = ward.get(page).content.decode()
    assert made[0] in told and notify not in told


def test_a_route_is_cancelled_and_a_request_withdrawn_with_their_reasons(ground: Field) -> None:
    enter("Phạm Thị Nhu", HOMEBOUND)
    district, ward, neighbour = client("badinh"), client("phucxa"), client("trucbach")
    posted(ward, "/sessions/homes/", since=WRITTEN, until=WRITTEN)
    with acting(ground.district):
        home = queries.home_requests([ground.district_no], TODAY, 5)[0].code
    route = operations.route(
        actor=ground.district, now=MORNING, unit=ground.district_no, kit="KIT-2", day=TODAY,
        stops=[Stop(home, 480, 500)], client_key=uuid4(),
    )  # fmt: skip
    cancel, withdraw = f"/sessions/routes/{route}/cancel/", f"/sessions/homes/{home}/withdraw/"
    assert cancel in district.get("/sessions/homes/").content.decode()
    assert cancel not in ward.get("/sessions/homes/").content.decode()
    posted(ward, cancel, 403, reason="xe hỏng")
    posted(district, cancel, 422, reason="")
    posted(district, cancel, reason="xe hỏng")
    assert route not in district.get("/sessions/homes/").content.decode()
    with reading(ground.district):
        assert queries.history(route)[-1].reason == "xe hỏng"

    assert withdraw in ward.get(f"/sessions/homes/{home}/").content.decode()
    posted(neighbour, withdraw, 404, reason="nhầm")
    posted(ward, withdraw, 422, reason="")
    posted(ward, withdraw, reason="đã tự đến")
    assert withdraw not in ward.get(f"/sessions/homes/{home}/").content.decode()
    assert "Phạm Thị Nhu" not in ward.get("/sessions/homes/").content.decode()
    assert [line.verb for line in every_line()].count("sessions.home.withdraw") == 1


def test_programs_and_the_operator_read_and_run_sessions_and_a_file_of_places_says_what_is_wrong_where(
    ground: Field, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = ground.announce(day=workday())
    token = add_client(
        actor=the_house(), now=LONG_AGO, name="kit-service", unit=ground.unit, permissions=["sessions.session.read"]
    )
    asked = f"/api/v1/sessions?unit={ground.unit}&since={workday().isoformat()}"
    told = Client().get(asked, headers={"Authorization": f"Bearer {token}"}).json()
    assert [(row["code"], row["state"], row["served"]) for row in told["sessions"]] == [(code, "planned", None)]
    assert Client().get(asked).status_code == 401

    monkeypatch.setattr(terminal, "start", lambda: None)
    runner = CliRunner()
    listed = runner.invoke(sessions.app, ["list", "--unit", "00001", "--from", f"{workday()}", "--json"])
    assert [row["session"] for row in json.loads(listed.stdout)["sessions"]] == [code]
    early = runner.invoke(sessions.app, ["open", code])
    assert getattr(early.exception, "code", "") == "open_early"
    moved = runner.invoke(sessions.app, ["move", code, "--shift", "PM", "--reason", "mưa", "--json"])
    assert {"shift": "PM", "kit": "KIT-1", "day": f"{workday()}"}.items() <= json.loads(moved.stdout).items()
    over = runner.invoke(sessions.app, ["cancel", code, "--reason", "bão", "--json"])
    assert json.loads(over.stdout)["state"] == "cancelled"
    file = tmp_path / "places.csv"
    file.write_text(
        "code,unit,kind,name,address,share,latitude,longitude\n"
        "N1,00001,hall,Nhà văn hóa 1,ngõ 1,20,21.04,105.84\n"
        "N2,00001,castle,Nhà văn hóa 2,ngõ 2,20,,\n"
        "P1,00001,hall,Nhà văn hóa 3,ngõ 3,20,,\n",
        encoding="utf-8",
    )
    for whole, added in ((["--whole"], 0), ([], 1), ([], 1)):
        made = runner.invoke(places.app, ["import", str(file), *whole, "--json"])
        report = json.loads(made.stdout)
        assert (made.exit_code, report["added"]) == (1, added)
        assert [(row["line"], row["code"]) for row in report["refused"]] == [(3, "column_wrong"), (4, "code_used")]
        assert "P1" in report["refused"][1]["vi"] and report["refused"][1]["vi"] != report["refused"][1]["en"]
    with reading(ground.police):
        assert [row.code for row in queries.places_in([ground.unit], TODAY)] == ["N1", "P1"]


def test_anybody_sees_what_is_announced_and_no_figure_kit_or_cancelled_session(ground: Field) -> None:
    ground.kit("KIT-BI-MAT")
    code = ground.announce(kit="KIT-BI-MAT", day=workday())
    near, after = (f"/public/vi/sessions/units/{one}/" for one in (ground.unit, units.ended_in(ground.unit)[0].number))
    anybody = Client().get(near)
    page = anybody.content.decode()
    assert "Địa điểm P1" in page and "1 phố Hàng Than" in page
    assert not {"KIT-BI-MAT", "KH-1", code} & set(re.split(r"[\s<>]+", page))
    assert "public" in anybody.headers["Cache-Control"] and not anybody.cookies
    assert near in Client().get("/public/vi/sessions/").content.decode()
    assert "Sessions announced until" in Client().get("/public/en/sessions/00001/").content.decode()
    assert "Địa điểm P1" not in Client().get("/public/vi/sessions/00004/").content.decode()
    merged = Client().get(after).content.decode()
    assert "Địa điểm P1" in merged and "Phường Phúc Xá" in merged, "the ward ended in this one in 2025"
    assert after in page, "and says so itself"
    given_away = Client().get("/public/vi/sessions/23710/").content.decode()
    assert "Xã A Dơk" in given_away and "Xã Ia Băng" in given_away, "another commune bore this code until 2025"
    assert Client().get("/public/vi/sessions/units/7/").status_code == 404
    operations.cancel(actor=ground.district, now=MORNING, code=code, reason="mưa", client_key=uuid4())
    with reading(ground.police):
        assert queries.public_sessions([ground.unit], since=TODAY, until=workday()) == []
