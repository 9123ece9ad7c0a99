"""Accounts activated at a session: by officers, by the helper named for it, by nobody else (kích hoạt tài khoản)."""

from dataclasses import dataclass

import pytest
from django.db import connection

from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.sessions.conftest import MORNING, TODAY, Field, key
from tests.work.verification.conftest import DUE, add_body, enter
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.days import days_off
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.operations import UnableToPost
from toandan.record.ledger.words import EId
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.record.people.models import Person
from toandan.record.units.words import BodyKind
from toandan.work.sessions import operations, queries
from toandan.work.sessions.models import Activation
from toandan.work.sessions.operations import UnableToActivate, UnableToHold
from toandan.work.sessions.words import Kind, NewSession, Shift

GRANTED = DUE.but(eid=EId.GRANTED)
pytestmark = pytest.mark.skipif(bool(days_off(TODAY, TODAY)), reason="no session is held on a public holiday")


@dataclass
class Day:
    """A session of activation that is open, three people of its unit, one of the next, and who is there to help."""

    ground: Field
    code: str
    people: list[int]
    stranger: int
    body: int
    union: Actor
    helper: Actor
    asked: int

    def tick(self, actor: Actor, person: int, **more: object) -> int:
        """Note an account as activated at the session."""
        said = {"session": self.code, "client_key": key()} | more
        return operations.activate(actor=actor, now=MORNING, person=person, **said)  # type: ignore[arg-type]

    def undo(self, actor: Actor, person: int, activation: int, **more: object) -> int:
        """Undo an activation."""
        said = {"reason": "bấm nhầm", "client_key": key(), "session": self.code} | more
        return operations.undo_activation(
            actor=actor, now=MORNING, person=person, activation=activation, **said  # type: ignore[arg-type]
        )  # fmt: skip

    def names(self, actor: Actor, **more: object) -> list[str]:
        """Return the list as somebody sees it."""
        with acting(actor):
            found = queries.holders(queries.account_door(self.code), **more)  # type: ignore[arg-type]
        return [one.name for one in found.people]


@pytest.fixture
def day(ground: Field) -> Day:
    """The ward's session of today, open, with a helper of the youth union named for it."""
    people = [enter(f"Trần Thị {name}", GRANTED) for name in ("Hoa", "Huệ")] + [enter("Lê Văn Ba")]
    stranger = enter("Vũ Thị Xa", GRANTED, "00004")
    session = NewSession(Kind.ACTIVATION, "P1", "KIT-1", TODAY, Shift.DAY, 20)
    code = operations.announce(actor=ground.district, now=MORNING, session=session, plan="KH", client_key=key())
    body = add_body("DTN-001", BodyKind.YOUTH_UNION, "001")
    union, helper = actor_for("doan", Role.BODY_OFFICER, body), actor_for("tinh.nguyen", Role.SESSION_HELPER, body)
    asked = operations.ask_helper(
        actor=ground.police, now=MORNING, code=code, body=body, task="hướng dẫn kích hoạt", client_key=key()
    )
    return Day(ground, code, people, stranger, body, union, helper, asked)


def opened(day: Day) -> None:
    operations.open_session(actor=day.ground.police, now=MORNING, code=day.code, client_key=key())


def named(day: Day, username: str = "tinh.nguyen") -> None:
    operations.answer_helper(
        actor=day.union, now=MORNING, helper=day.asked, coming=True, name="Nguyễn Văn Mạnh", username=username,
        client_key=key(),
    )  # fmt: skip


def eid(person: int) -> EId:
    return ledger.standings([person])[0].standing.eid


def test_an_officer_notes_activations_and_the_session_reconciles_against_them(day: Day) -> None:
    police, (hoa, hue, ba) = day.ground.police, day.people
    with pytest.raises(UnableToActivate, match="not_running"):
        day.tick(police, hoa)
    opened(day)
    once = key()
    made = [day.tick(police, hoa, client_key=once) for _ in "12"]
    assert made[0] == made[1]
    for person, why in ((hoa, "active_already"), (ba, "not_granted")):
        with pytest.raises(UnableToActivate, match=why):
            day.tick(police, person)
    with pytest.raises(UnableToActivate, match="not_in_register"):
        day.tick(police, day.stranger)
    with pytest.raises(UnableToActivate, match="other_unit"):
        day.tick(actor_for("pc06", Role.CITY_HEADQUARTERS, 1), day.stranger)
    with pytest.raises(queries.SessionUnknown):
        day.tick(day.ground.neighbour, day.stranger)
    with pytest.raises(UnableToPost, match="key_reused"):
        day.tick(police, hue, client_key=once)
    day.tick(police, hue)
    with pytest.raises(UnableToActivate, match="reason_missing"):
        day.undo(police, hue, day_of(hue), reason=" ")
    again = key()
    undone = [day.undo(police, hue, day_of(hue), client_key=again) for _ in "12"]
    assert undone[0] == undone[1]
    with acting(police):
        assert [eid(hoa), eid(hue)] == [EId.ACTIVATED, EId.GRANTED]
        assert day.names(police) == ["Trần Thị Huệ"]
        assert day.names(police, active=True) == ["Trần Thị Hoa"]
    operations.close_session(actor=police, now=MORNING, code=day.code, collected=1, client_key=key())
    count = operations.reconcile(actor=day.ground.district, now=MORNING, code=day.code, client_key=key())
    assert (count.collected, count.posted, count.differs) == (1, 1, False), "what was undone is not counted"
    with pytest.raises(UnableToActivate, match="not_running"):
        day.tick(police, hue)
    at_home = day.tick(police, hue, session="")
    assert (
        day.undo(police, hue, at_home, session="")
        and [line.verb for line in every_line()].count("sessions.account.undo") == 2
    )


def day_of(person: int) -> int:
    """Return the number of the person's newest activation."""
    with acting(the_house()):
        found = Activation.objects.filter(person_id=person).order_by("-activation_id")
        return found.values_list("activation_id", flat=True)[0]


def test_a_helper_reaches_the_list_of_their_own_open_session_and_nobody_else(day: Day) -> None:
    hoa, _hue, ba = day.people
    named(day)
    with acting(day.helper):
        assert [one.code for one in queries.helping()] == [day.code]
    with pytest.raises(queries.SessionUnknown):
        day.names(day.helper)
    opened(day)
    assert day.names(day.helper) == ["Trần Thị Hoa", "Trần Thị Huệ"]
    assert day.names(day.helper, name="tran hu") == ["Trần Thị Huệ"]
    ticked = day.tick(day.helper, hoa)
    for person in (ba, day.stranger):
        with pytest.raises(UnableToActivate, match="not_listed"):
            day.tick(day.helper, person)
    with pytest.raises(UnableToActivate, match="active_already"):
        day.tick(day.helper, hoa)
    with pytest.raises(UnableToActivate, match="not_in_register"):
        day.tick(day.helper, hoa, session="")
    by_police = day.tick(day.ground.police, day.people[1], session="")
    with pytest.raises(UnableToActivate, match="activation_unknown"):
        day.undo(day.helper, day.people[1], by_police)
    with acting(day.helper):
        assert list(Person.objects.all()) == [] and ledger.standings(day.people) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sessions_activation")
            assert cursor.fetchone() == (0,), "not even what they ticked is a row to them"
    with acting(day.ground.police):
        entry = ledger.timeline(hoa)[-1]
    assert entry.actor == "tinh.nguyen"
    day.undo(day.helper, hoa, ticked)
    assert day.names(day.helper) == ["Trần Thị Hoa"]
    operations.close_session(actor=day.ground.police, now=MORNING, code=day.code, collected=0, client_key=key())
    with pytest.raises(queries.SessionUnknown):
        day.tick(day.helper, hoa)


def test_who_is_not_the_named_helper_sees_nothing(day: Day) -> None:
    other_body = add_body("DTN-002", BodyKind.YOUTH_UNION, "002")
    actor_for("khac", Role.SESSION_HELPER, other_body)
    for username in ("khac", "doan", "phucxa", "khong.co"):
        with pytest.raises(UnableToHold, match="helper_account"):
            named(day, username)
    named(day)
    opened(day)
    colleague = actor_for("dong.doi", Role.SESSION_HELPER, day.body)
    for actor in (colleague, day.union, day.ground.neighbour):
        with pytest.raises(queries.SessionUnknown):
            day.names(actor)
    with pytest.raises((NotAllowed, queries.SessionUnknown)):
        day.tick(colleague, day.people[0])
    operations.cancel(actor=day.ground.district, now=MORNING, code=day.code, reason="mưa", client_key=key())
    with acting(day.helper):
        assert queries.helping() == []


def test_who_may_post_but_not_activate_undoes_nothing(day: Day) -> None:
    opened(day)
    hoa = day.people[0]
    made = day.tick(day.ground.police, hoa)
    with pytest.raises(NotAllowed):
        day.undo(actor_for("dieu.hanh", Role.HEADQUARTERS_OPERATOR, 1), hoa, made, session="")
    with acting(the_house()):
        assert Activation.objects.get(person_id=hoa).undone_at is None
        assert [row.standing.eid for row in ledger.standings([hoa])] == [EId.ACTIVATED]
