"""A crew that is lent: on the days of an assignment of help it works at the helped unit, and does no more there."""

from datetime import timedelta

import pytest

from tests.faces.web.sessions.test_pages import WRITTEN, client, posted
from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from tests.record.units.test_supports import sign
from tests.work.sessions.conftest import HOMEBOUND, MORNING, TODAY, Field, ground, key
from tests.work.verification.conftest import enter
from toandan.ground.kernel.days import days_off
from toandan.record.ledger import queries as ledger
from toandan.record.officers import queries as officers
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import Outcome
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
