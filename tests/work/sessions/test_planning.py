"""Places, agreements, and what an approved plan writes: sessions and routes that do not meet (địa điểm, kế hoạch)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.translation import override

from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.record.people.conftest import unit_of
from tests.work.sessions.conftest import HOMEBOUND, MORNING, TODAY, Field, key, workday
from tests.work.verification.conftest import enter
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.record.units import queries as unit_rows
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind as DeviceKind
from toandan.work.equipment.words import NewDevice
from toandan.work.sessions import operations, queries
from toandan.work.sessions.operations import UnableToHold, UnableToKeepPlace, UnableToVisit
from toandan.work.sessions.words import (
    Agreement,
    Contact,
    Held,
    Kind,
    Located,
    NewHome,
    NewPlace,
    NewSession,
    PlaceKind,
    Shift,
    State,
    Stop,
    Urgency,
    Wanted,
)


def agree(ground: Field, code: str, weekdays: set[int], shift: Shift, since: int, until: int) -> int:
    agreement = Agreement(
        frozenset(weekdays), shift, TODAY + timedelta(days=since), TODAY + timedelta(days=until)
    )  # fmt: skip
    return operations.agree(
        actor=ground.police, now=MORNING, code=code, agreement=agreement, paper="Biên bản 3", client_key=key()
    )


class TestPlaces:
    def test_a_place_without_coordinates_stands_at_a_seat_and_says_so(self, ground: Field) -> None:
        code = ground.place("P2", PlaceKind.HALL, latitude=None, longitude=None)
        with acting(ground.police):
            found = {row.code: row for row in queries.places_in([ground.district_no], TODAY)}
        assert found[code].located is Located.ESTIMATE
        assert found["P1"].located is Located.MEASURED
        assert (found[code].latitude, found[code].longitude) != (found["P1"].latitude, found["P1"].longitude)

    def test_refusals_name_the_place(self, ground: Field) -> None:
        for more, code in (({"share": 1.2}, "share_wrong"), ({"latitude": 91.0}, "point_wrong"), ({}, "code_used")):
            with pytest.raises(UnableToKeepPlace) as refused:
                ground.place("P1", **more)  # type: ignore[arg-type]
            assert (refused.value.code, refused.value.values["place"]) == (code, "P1")

    def test_the_neighbour_neither_keeps_nor_sees_it(self, ground: Field) -> None:
        place = NewPlace("P9", ground.unit, PlaceKind.HALL, "Nhà văn hóa", "2 phố", 0.1)
        with pytest.raises(NotAllowed):
            operations.add_place(actor=ground.neighbour, now=MORNING, place=place, client_key=key())
        with acting(ground.neighbour):
            assert queries.places_in([ground.district_no], TODAY) == []

    def test_agreements_open_halves_and_do_not_overlap(self, ground: Field) -> None:
        ground.place("H1", PlaceKind.HALL)
        day = workday()
        agree(ground, "H1", {day.weekday()}, Shift.AM, 0, 60)
        agree(ground, "H1", {day.weekday()}, Shift.PM, 30, 60)
        with pytest.raises(UnableToKeepPlace, match="overlap"):
            agree(ground, "H1", {day.weekday()}, Shift.DAY, 55, 90)
        # The same weekday in a span that never reaches it does not meet.
        agree(ground, "H1", {(day.weekday() + 1) % 7}, Shift.DAY, 0, 90)
        with acting(ground.police):
            first = queries.open_half_days(["H1", "P1"], day, 1)
            offices = queries.open_half_days(["P1"], TODAY.replace(month=9, day=2), 1)
        assert {(one.code, one.day, one.shift) for one in first} == {
            ("H1", 0, Shift.AM), ("P1", 0, Shift.AM), ("P1", 0, Shift.PM)
        }  # fmt: skip
        assert offices == [], "national day is closed"

    def test_an_agreement_ends_once_however_often_that_is_said(self, ground: Field) -> None:
        ground.place("H1", PlaceKind.HALL)
        day = workday()
        number = agree(ground, "H1", {day.weekday()}, Shift.AM, 0, 60)
        said = {"actor": ground.police, "now": MORNING, "agreement_id": number, "on": day, "reason": "sửa nhà"}
        code = ground.announce("H1", day=day)
        with pytest.raises(UnableToKeepPlace, match="sessions_stand") as refused:
            operations.end_agreement(**said, client_key=key())  # type: ignore[arg-type]
        assert refused.value.values["sessions"] == code
        close = {"actor": ground.police, "now": MORNING, "code": "H1", "reason": "sửa nhà", "client_key": key()}
        with pytest.raises(UnableToKeepPlace, match="sessions_stand"):
            operations.close_place(**close)  # type: ignore[arg-type]
        # What rests on another half of the day does not stand in the way.
        other = agree(ground, "H1", {day.weekday()}, Shift.PM, 0, 60)
        operations.end_agreement(**(said | {"agreement_id": other}), client_key=key())  # type: ignore[arg-type]
        operations.cancel(actor=ground.district, now=MORNING, code=code, reason="mưa", client_key=key())
        once = key()
        for _ in "12":
            operations.end_agreement(**said, client_key=once)  # type: ignore[arg-type]
        assert [line.verb for line in every_line()].count("sessions.place.end") == 2
        for _ in "12":
            operations.close_place(**close)  # type: ignore[arg-type]
        assert [line.verb for line in every_line()].count("sessions.place.close") == 1
        with acting(ground.police):
            assert queries.open_half_days(["H1"], day, 1) == []
        with pytest.raises(queries.PlaceUnknown):
            operations.end_agreement(**(said | {"actor": ground.neighbour}), client_key=key())  # type: ignore[arg-type]

    def test_places_follow_a_unit_that_ended_and_shares_never_pass_the_whole(self, ground: Field) -> None:
        ground.place("P2", share=0.75)
        code = ground.announce(day=workday())
        main = unit_rows.ended_in(ground.unit)[0].number
        said = {"actor": the_house(), "now": MORNING, "old": ground.unit, "main": main}
        assert [operations.repoint(**said) for _ in "12"] == [3, 0]  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            operations.repoint(**(said | {"actor": ground.police}))  # type: ignore[arg-type]
        with acting(the_house()):
            assert queries.session(code).unit == main
            shares = [round(row.share, 3) for row in queries.places_in([main], TODAY)]
        assert shares == [0.4, 0.6]
        with acting(ground.police):
            assert queries.listed([ground.unit], TODAY, 9) == []


class TestAnnouncing:
    def test_a_kit_and_a_place_are_taken_once_and_the_key_writes_once(self, ground: Field) -> None:
        ground.place("P2")
        day, again = workday(), key()
        session = NewSession(Kind.ENROLMENT, "P1", "KIT-1", day, Shift.AM, 40)
        said = {"actor": ground.district, "now": MORNING, "session": session, "plan": "KH-1", "client_key": again}
        code = operations.announce(**said)  # type: ignore[arg-type]
        assert operations.announce(**said) == code  # type: ignore[arg-type]
        with pytest.raises(UnableToHold, match="kit_taken"):
            ground.announce("P2", "KIT-1", day, Shift.DAY)
        with pytest.raises(UnableToHold, match="place_taken"):
            ground.announce("P1", "KIT-2", day, Shift.AM)
        ground.announce("P2", "KIT-1", day, Shift.PM)
        with acting(ground.police):
            assert len(queries.announced([ground.unit], day, 1)) == 2
        with pytest.raises(NotAllowed):
            operations.announce(**(said | {"actor": ground.police, "client_key": key()}))  # type: ignore[arg-type]

    def test_a_kit_is_of_the_district_or_lent_to_it_on_that_day(self, ground: Field) -> None:
        day, far = workday(), actor_for("hoankiem", Role.DISTRICT_POLICE, unit_of("002"))
        for serial, unit in (("KIT-W", ground.next_unit), ("KIT-FAR", unit_of("002"))):
            by = ground.district if unit == ground.next_unit else far
            device = NewDevice(serial, DeviceKind.KIT, unit)
            equipment.add(actor=by, now=MORNING, device=device, client_key=key())
        refused = []
        for kit in ("KIT-FAR", "KIT-NONE"):
            with pytest.raises(UnableToHold, match="kit_far") as error:
                ground.announce(kit=kit, day=day)
            refused.append(str(error.value))
        assert refused[0].replace("FAR", "NONE") == refused[1], "nobody learns what another district has"
        code = ground.announce(kit="KIT-W", day=day)
        to = NewSession(Kind.ENROLMENT, "P1", "KIT-FAR", day, Shift.PM, 35)
        said = {"actor": ground.district, "now": MORNING}
        with pytest.raises(UnableToHold, match="kit_far"):
            operations.move(**said, code=code, to=to, reason="hỏng máy", client_key=key())  # type: ignore[arg-type]
        home = TestRoutes().ask(ground, "Phạm Thị Nhu")
        drive = said | {"unit": ground.district_no, "kit": "KIT-FAR", "day": day, "stops": [Stop(home, 450, 470)]}
        with pytest.raises(UnableToHold, match="kit_far"):
            operations.route(**drive, client_key=key())  # type: ignore[arg-type]
        loan = equipment.ask_loan(
            actor=far, now=MORNING, serial="KIT-FAR", borrower=ground.district_no, since=day, until=day,
            reason="ít máy", client_key=key(),
        )  # fmt: skip
        with pytest.raises(UnableToHold, match="kit_far"):
            operations.route(**drive, client_key=key())  # type: ignore[arg-type]
        equipment.agree_loan(actor=ground.district, now=MORNING, loan=loan, client_key=key())
        assert operations.route(**drive, client_key=key())  # type: ignore[arg-type]
        with pytest.raises(UnableToHold, match="kit_far"):
            ground.announce(kit="KIT-FAR", day=workday((day - TODAY).days + 1))

    def test_a_shut_place_and_a_past_day_are_refused_by_name(self, ground: Field) -> None:
        ground.place("H1", PlaceKind.HALL)
        with pytest.raises(UnableToHold) as refused:
            ground.announce("H1", day=workday())
        assert (refused.value.code, refused.value.values["place"]) == ("place_shut", "H1")
        with override("en"):
            assert str(refused.value.values["shift"]) in {"morning", "afternoon", "all day"}
        with pytest.raises(UnableToHold, match="day_past"):
            ground.announce(day=TODAY - timedelta(days=1))

    def test_moving_keeps_the_code_and_needs_a_reason_cancelling_frees_the_kit(self, ground: Field) -> None:
        day, later = workday(), workday(8)
        code = ground.announce(day=day)
        to = NewSession(Kind.ENROLMENT, "P1", "KIT-1", later, Shift.PM, 35)
        with pytest.raises(UnableToHold, match="reason_missing"):
            operations.move(actor=ground.district, now=MORNING, code=code, to=to, reason=" ", client_key=key())
        move = {"actor": ground.district, "now": MORNING, "code": code, "to": to, "reason": "hỏng máy", "plan": "KH-2"}
        once = key()
        operations.move(**move, client_key=once)  # type: ignore[arg-type]
        operations.move(**move, client_key=once)  # type: ignore[arg-type]
        with acting(ground.police):
            moved = queries.session(code)
            assert (moved.day, moved.shift, moved.expected, moved.plan) == (later, Shift.PM, 35, "KH-2")
            assert [line.verb for line in queries.history(code)] == ["announced", "moved"]
        operations.cancel(actor=ground.district, now=MORNING, code=code, reason="mưa bão", client_key=key())
        with pytest.raises(UnableToHold, match="wrong_state"):
            operations.cancel(actor=ground.district, now=MORNING, code=code, reason="mưa bão", client_key=key())
        ground.announce(day=later, shift=Shift.PM)
        with acting(ground.police):
            assert [row.state for row in queries.listed([ground.unit], later, 1)] == [State.CANCELLED, State.PLANNED]


class TestRoutes:
    def ask(self, ground: Field, name: str, code: str = "00001") -> str:
        person = enter(name, HOMEBOUND, code)
        home = NewHome(person, Urgency.BEDRIDDEN, 20, TODAY, TODAY + timedelta(days=30), Wanted.AM)
        return operations.ask_home(actor=ground.district, now=MORNING, home=home, client_key=key())

    def test_the_planner_sees_homes_without_a_name_and_a_new_route_takes_the_place_of_the_old(
        self, ground: Field
    ) -> None:
        here, there = self.ask(ground, "Phạm Thị Nhu"), self.ask(ground, "Lê Văn Tốt", "00004")
        with acting(ground.district):
            rows = queries.home_requests([ground.district_no], TODAY + timedelta(days=2), 10)
        assert [(row.code, row.weight, row.from_day, row.to_day) for row in rows] == [(here, 5, 0, 9), (there, 5, 0, 9)]
        day = workday()
        said = {"actor": ground.district, "now": MORNING, "unit": ground.district_no, "kit": "KIT-1", "day": day}
        first = operations.route(**said, stops=[Stop(here, 450, 470), Stop(there, 480, 500)], client_key=key())  # type: ignore[arg-type]
        with pytest.raises(UnableToHold, match="kit_taken"):
            ground.announce(day=day)
        with pytest.raises(UnableToVisit, match="home_routed"):
            operations.route(**(said | {"kit": "KIT-2"}), stops=[Stop(here, 450, 470)], client_key=key())  # type: ignore[arg-type]
        with pytest.raises(UnableToVisit, match="stops_order"):
            operations.route(**said, stops=[Stop(here, 480, 470)], client_key=key())  # type: ignore[arg-type]
        second = operations.route(**said, stops=[Stop(there, 450, 470)], client_key=key())  # type: ignore[arg-type]
        with acting(ground.neighbour):
            assert [(row.code, len(row.stops)) for row in queries.routed([ground.next_unit], day, 1)] == [(second, 1)]
            assert [row.verb for row in queries.history(first)] == []
        with acting(ground.police):
            assert queries.routed([ground.unit], day, 1) == []

    def test_everybody_homebound_of_a_unit_is_asked_for_once(self, ground: Field) -> None:
        enter("Phạm Thị Nhu", HOMEBOUND)
        enter("Đỗ Văn Lành", home_visit=True)
        enter("Trần Thị Khoẻ")
        said = {"actor": ground.police, "now": MORNING, "unit": ground.unit, "since": TODAY}
        until = TODAY + timedelta(days=20)
        assert operations.collect_homes(**said, until=until, client_key=key()) == 2  # type: ignore[arg-type]
        assert operations.collect_homes(**said, until=until, client_key=key()) == 0  # type: ignore[arg-type]


class TestTakenOver:
    def test_many_places_and_sessions_of_the_past_come_in_at_once_or_not_at_all(self, ground: Field) -> None:
        whom = Contact(" Tổ trưởng ", "024 1234 5678")
        hall = NewPlace("H1", ground.unit, PlaceKind.HALL, "Nhà văn hóa", "ngõ 3", 0.2, contact=whom)
        agreed = Agreement(frozenset({TODAY.weekday()}), Shift.AM, TODAY, TODAY)
        said = {"actor": ground.police, "now": MORNING, "paper": "Biên bản", "reason": "sổ cũ"}
        with pytest.raises(UnableToKeepPlace, match="share_wrong"):
            wrong = NewPlace("H2", ground.unit, PlaceKind.HALL, "Nhà văn hóa", "ngõ 4", 2.0)
            operations.open_places(**said, places=[(hall, agreed), (wrong, None)], client_key=key())  # type: ignore[arg-type]
        with pytest.raises(UnableToKeepPlace, match="phone_wrong"):
            cut_off = replace(hall, contact=replace(whom, phone="024 1234"))
            operations.open_places(**said, places=[(cut_off, agreed)], client_key=key())  # type: ignore[arg-type]
        once = key()
        made = [operations.open_places(**said, places=[(hall, agreed)], client_key=once) for _ in "12"]  # type: ignore[arg-type]
        assert made == [1, 0]
        with acting(ground.police):
            assert queries.contacts(["H1"]) == {"H1": Contact("Tổ trưởng", "02412345678")}
        past = NewSession(Kind.ENROLMENT, "H1", "KIT-1", TODAY - timedelta(days=3), Shift.DAY, 30)
        told = {"actor": ground.district, "now": MORNING, "reason": "sổ cũ"}
        with pytest.raises(UnableToHold, match="day_ahead"):
            ahead = Held(NewSession(Kind.ENROLMENT, "H1", "KIT-1", TODAY, Shift.DAY, 30), 90, 20)
            operations.keep_held(**told, held=[ahead], client_key=key())  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            operations.keep_held(**(told | {"actor": ground.police}), held=[Held(past, 90, 20)], client_key=key())  # type: ignore[arg-type]
        once = key()
        kept = [operations.keep_held(**told, held=[Held(past, 90, 20)], client_key=once) for _ in "12"]  # type: ignore[arg-type]
        assert kept == [1, 0]
        with acting(ground.police):
            assert [(row.kind, row.remaining, row.served) for row in queries.yields([ground.unit], TODAY)] == [
                (PlaceKind.HALL, 90, 20)
            ]

    def test_a_list_of_homes_leaves_out_who_is_elsewhere_or_asked_for(self, ground: Field) -> None:
        here, there = enter("Phạm Thị Nhu", HOMEBOUND), enter("Lê Văn Tốt", HOMEBOUND, "00004")
        homes = [
            NewHome(one, Urgency.DISABLED, 15, TODAY, TODAY, latitude=21.0, longitude=105.8) for one in (here, there)
        ]
        said = {"actor": ground.police, "now": MORNING, "unit": ground.unit, "homes": homes}
        assert [operations.ask_homes(**said, client_key=key()) for _ in "12"] == [1, 0]  # type: ignore[arg-type]
