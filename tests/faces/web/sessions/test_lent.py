"""A crew that is lent: on the days of an assignment of help it works at the helped unit, and does no more there."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from typer.testing import CliRunner

from tests.faces.api.test_cases import post
from tests.faces.api.test_directives import token
from tests.faces.web.sessions.test_pages import WRITTEN, client, posted
from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from tests.record.units.test_supports import sign
from tests.work.sessions.conftest import HOMEBOUND, MORNING, TODAY, Field, ground, key, workday
from tests.work.verification.conftest import enter
from toandan.faces.cli import sessions as cli
from toandan.faces.cli import terminal
from toandan.ground.kernel.days import days_off
from toandan.record.ledger import queries as ledger
from toandan.record.officers import queries as officers
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.record.units import operations as unit_deeds
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind as DeviceKind
from toandan.work.equipment.words import NewDevice
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import Kind, NewSession, Outcome, Shift
from toandan.work.verification import queries as cases

pytestmark = pytest.mark.django_db
__all__ = ["ground"]


@pytest.mark.skipif(bool(days_off(TODAY, TODAY)), reason="no session is held on a public holiday")
def test_a_lent_crew_works_at_the_helped_unit_and_does_no_more_there(ground: Field) -> None:
    person, bound = enter("Trần Thị Hoa"), enter("Phạm Thị Nhu", HOMEBOUND)
    code, ward, lent = ground.announce(), client("phucxa"), client("trucbach")
    posted(ward, "/sessions/homes/", since=WRITTEN, until=WRITTEN)
    with acting(ground.police):
        home = queries.home_requests([ground.unit], TODAY, 5)[0].code
    page, visit = f"/sessions/{code}/", f"/sessions/homes/{home}/"
    assert [lent.get(address).status_code for address in (page, visit)] == [404, 404]
    city = actor_for("pc06", Role.CITY_HEADQUARTERS, unit_of("01"))
    sign(city, helper="00004", since=TODAY, until=TODAY + timedelta(days=1))

    assert f"?unit={ground.unit}" in lent.get("/sessions/").content.decode()
    assert lent.get(page).status_code == 200
    posted(ward, f"{page}crew/", username="trucbach")
    posted(lent, f"{page}open/")
    assert f'value="{code}" selected' in lent.get(f"/people/{person}/dossier/").content.decode()
    posted(lent, f"/people/{person}/dossier/", occurred_on=WRITTEN, reason="tại buổi", session=code)
    posted(lent, f"{page}close/", collected="1")
    posted(lent, visit, outcome="deceased", day=WRITTEN, note="hàng xóm báo")
    with acting(ground.police):
        assert ledger.posted_under([code]) == {(code, "dossier_collected"): 1}
        assert [row.outcome for row in queries.visits([home])[home]] == [Outcome.DECEASED]
        assert [case.kind.value for case in cases.cases_of(bound)] == ["suspected_dead"]

    for address in (f"{page}cancel/", f"{page}reconcile/", f"{visit}withdraw/", "/sessions/places/P1/close/"):
        assert lent.post(address, {"client_key": str(key()), "reason": "x", "note": "x"}).status_code in {403, 404}
    number = Officer.objects.get(username="trucbach").pk
    held = [officers.actor_of(number, now=MORNING + timedelta(days=day)) for day in (1, 2)]
    assert [actor.may("sessions.session.run", ground.unit) for actor in held] == [True, False]
    with pytest.raises(queries.SessionUnknown):
        operations.call_next(actor=held[1], now=MORNING, code=code, client_key=key())


def test_a_helped_district_announces_its_helpers_kit_itself_and_only_on_the_days_it_is_lent(
    ground: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)
    days = [workday()]
    while len(days) < 3:
        days.append(workday((days[-1] - TODAY).days + 1))
    before, lent, after = days
    far, city = (
        actor_for("hoankiem", Role.DISTRICT_POLICE, unit_of("002")),
        actor_for("pc06", Role.CITY_HEADQUARTERS, unit_of("01")),
    )
    equipment.add(
        actor=far, now=MORNING, device=NewDevice("KIT-FAR", DeviceKind.KIT, unit_of("002")), client_key=key()
    )  # fmt: skip
    wish = {"place": "P1", "kit": "KIT-FAR", "expected": "30", "kind": "enrolment", "reason": "chợ phiên"}
    page, other = client("badinh"), token(ground.district_no, "sessions.session.read", "sessions.session.plan")

    def by_page(day: date, shift: str, expect: int) -> str:
        return posted(page, "/sessions/announce/", expect, **wish, day=f"{day:%d/%m/%Y}", shift=shift)

    def by_client(day: date, shift: str, bearer: dict[str, str] = other) -> tuple[int, str]:
        said = wish | {"expected": 30, "day": str(day), "shift": shift, "client_key": str(key())}
        answer = post("/sessions", bearer, **said)
        return answer.status_code, answer.json()["code"]

    by_page(lent, "AM", 422)
    sign(city, helper="002", helped="00004", since=before, until=after)
    sign(city, helper="002", helped="001", since=before, until=after, temporary_only=True)
    assert by_client(lent, "AM") == (422, "kit_far"), "help for a neighbour, or for temporary residents, lends no kit"
    number = sign(city, helper="002", helped="001", since=lent, until=lent)

    for day in (before, after):
        by_page(day, "AM", 422)
        assert by_client(day, "AM") == (422, "kit_far")
    assert by_client(lent, "AM", token(ground.unit, "sessions.session.read"))[0] == 403
    assert by_client(lent, "AM", token(unit_of("003"), "sessions.session.read", "sessions.session.plan"))[0] == 404
    by_page(lent, "AM", 302)
    assert by_client(lent, "AM") == (422, "place_taken")
    ground.place("P2")
    words = ["announce", "--place", "P2", "--kit", "KIT-FAR", "--day", str(lent), "--as", "badinh", "--json"]
    with pytest.raises(operations.UnableToHold, match="kit_taken"):
        CliRunner().invoke(cli.app, words, catch_exceptions=False)
    told = json.loads(CliRunner().invoke(cli.app, [*words, "--shift", "PM"], catch_exceptions=False).stdout)
    assert (told["kit"], told["shift"], told["state"], told["expected"]) == ("KIT-FAR", "PM", "planned", 0)
    assert by_client(lent, "DAY")[1] == "place_taken"
    # The commune, which plans nothing, and a district elsewhere are told nothing of the kit by the database.
    for actor in (ground.police, actor_for("tayho", Role.DISTRICT_POLICE, unit_of("003"))):
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT sessions_helping_kit('KIT-FAR', %s, %s)", [ground.unit, lent])
            assert cursor.fetchone() == (None,)
    with acting(city):
        unit_deeds.end_support(actor=city, now=MORNING, support=number, reason="xong việc")
    ground.place("P3")
    said = {"actor": ground.district, "now": MORNING, "client_key": key()}
    with pytest.raises(operations.UnableToHold, match="kit_far"):
        session = NewSession(Kind.ENROLMENT, "P3", "KIT-FAR", lent, Shift.AM, 30)
        operations.announce(**said, session=session)  # type: ignore[arg-type]
