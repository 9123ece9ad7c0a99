"""Old units lead to new ones: nobody is lost, nothing is guessed, twice is once, half is resumed."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection, transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command.campaign import town
from tests.command.reorganisation.mapping import DIVIDED, HOUSE, NOW, ON, WHOLE, new, old, reorganise, text, usual
from tests.officers_help import PASSWORD, START, actor_for
from toandan.command.reorganisation import labels, operations, queries
from toandan.command.reorganisation.operations import UnableToReorganise, carrying
from toandan.command.reorganisation.words import FindingCode, RunState
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger import queries as ledger
from toandan.record.officers import operations as officers
from toandan.record.officers.operations import acting, add_client, end_client
from toandan.record.officers.queries import actor_of, client_of, posts, reading
from toandan.record.officers.words import Role
from toandan.record.people.queries import PersonUnknown, person
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    made = town.Town()
    for state in (town.DUE, town.ISSUED, town.CHILD, town.ABSENT):
        made.open(old(WHOLE[0]), state, 3)
        made.open(old(DIVIDED[0]), state, 2)
    return made


def standing():
    """Count everybody by unit and by state, straight from the standings."""
    with acting(HOUSE), connection.cursor() as cursor:
        cursor.execute("SELECT unit_no, state FROM ledger_standing WHERE unit_no > 0")
        rows = cursor.fetchall()
    return Counter(unit for unit, _ in rows), Counter(state for _, state in rows)


def addressed(people, address):
    with acting(HOUSE), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET present_address = %s WHERE person_id = ANY(%s)", [address, people])


def test_a_whole_unit_moves_and_a_divided_one_waits(area):
    before = standing()[1]
    report = reorganise(usual())
    where, after = standing()
    assert after == before
    assert (where[old(WHOLE[0])], where[new(WHOLE[1])], where[old(DIVIDED[0])]) == (0, 12, 8)
    assert (report.moved, report.waiting, report.before) == (12, 8, report.after)
    assert [one.unit for one in report.undecided] == [old(DIVIDED[0])]


def test_figures_of_days_before_stay_as_they_were(area):
    def people_in(code, day):
        return ledger.people_in(as_of=day, low=code, high=code)

    reorganise(usual())
    assert people_in(old(WHOLE[0]), date(2025, 6, 30)) == 12
    assert people_in(new(WHOLE[1]), date(2025, 6, 30)) == 0
    assert (people_in(old(WHOLE[0]), ON), people_in(new(WHOLE[1]), ON)) == (0, 12)


def test_an_address_decides_at_the_borders_of_words(area):
    in_divided = [p for p, h in area.histories.items() if h[-1][1] == old(DIVIDED[0])]
    addressed(in_divided[:3], "Số 5, Tổ 1, đường Đội Cấn")
    addressed(in_divided[3:5], "Tổ 12 đường Đội Cấn")
    report = reorganise(usual(address="to 1|ngo bac"))
    assert {(p.new, p.people) for p in report.pairs} == {(new(WHOLE[1]), 12), (new(DIVIDED[1][0]), 3)}
    assert report.waiting == 5


def test_the_rest_goes_to_the_default_only_when_the_run_says_so(area):
    assert reorganise(usual(default="yes")).waiting == 8
    report = reorganise(usual(default="yes"), rest=True)
    assert report.waiting == 0
    assert standing()[0][new(DIVIDED[1][0])] == 8


def test_a_dry_run_says_how_many_of_the_undecided_each_successor_may_get_at_most():
    made, codes = town.Town(), ("00004", "00070", "00190", "00226")
    people = [*made.open(old("00019"), town.DUE, 7), *made.open(old("00019"), town.CHILD, 1)]
    addressed(people[:2], "Tổ 5 đường Trần Phú")
    addressed(people[2:5], "Tổ 5 ngõ Bắc đường Trần Phú")
    phrases = ("to 5", "ngo bac", "", "")
    lines = [f"00019,{code},partial,{phrase}," for code, phrase in zip(codes, phrases, strict=True)]
    with reading(HOUSE):
        _, plan, _ = operations.checked(actor=HOUSE, now=NOW, content=text(*lines), on=ON)
        said = queries.forecast(plan, {}, now=NOW)
        listed = queries.forecast(plan, {people[2]: new(codes[2])}, now=NOW)
    assert [(pair.new, pair.people) for pair in said.pairs] == [(new(codes[0]), 2)]
    assert (said.waiting, {one.old for one in said.possible}) == (6, {old("00019")})
    # Three fit the first two, three fit none and may belong to any.
    assert {one.new: one.people for one in said.possible} == {
        new(code): many for code, many in zip(codes, (6, 6, 3, 3), strict=True)
    }
    assert {one.new: one.people for one in listed.possible} == {
        new(code): many for code, many in zip(codes, (5, 5, 3, 3), strict=True)
    }


def test_a_later_list_decides_who_was_parked(area):
    reorganise(usual())
    parked = [p for p, h in area.histories.items() if h[-1][1] == old(DIVIDED[0])]
    rows = [f"{p},{DIVIDED[1][i % 2]}" for i, p in enumerate(parked[:6])]
    report = reorganise(usual(), people=text(*rows, head="person,new_code"))
    assert (report.moved_now, report.moved, report.waiting, report.repeated) == (6, 18, 2, False)


def test_a_list_that_names_strangers_moves_nobody(area):
    reorganise(usual())
    stranger = next(p for p, h in area.histories.items() if h[-1][1] == old(WHOLE[0]))
    parked = next(p for p, h in area.histories.items() if h[-1][1] == old(DIVIDED[0]))
    rows = [f"{stranger},00008", f"{parked},00097", "x,00008"]
    with pytest.raises(UnableToReorganise) as refused:
        reorganise(usual(), people=text(*rows, head="person,new_code"))
    assert [(f.line, f.code) for f in refused.value.findings] == [
        (4, FindingCode.PERSON_UNKNOWN), (2, FindingCode.PERSON_UNKNOWN), (3, FindingCode.TARGET_WRONG),
    ]  # fmt: skip
    assert standing()[0][old(DIVIDED[0])] == 8


def test_the_same_file_twice_changes_nothing(area):
    reorganise(usual())
    entries, lines = ledger.head(), _journal()
    again = reorganise(usual())
    assert (again.repeated, again.moved_now, again.moved) == (True, 0, 12)
    assert (ledger.head(), _journal()) == (entries, lines)


def _journal():
    with acting(HOUSE), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_line")
        return cursor.fetchone()[0]


def test_a_run_killed_half_way_goes_on(area, monkeypatch):
    real, calls = carrying._move_unit, []

    def dies(*args):
        if calls:
            raise KeyboardInterrupt
        calls.append(1)
        return real(*args)

    monkeypatch.setattr(carrying, "_move_unit", dies)
    content = usual() + b"\n00004,00004,full,,"
    area.open(old("00004"), town.DUE, 5)
    with pytest.raises(KeyboardInterrupt):
        reorganise(content)
    monkeypatch.undo()
    with acting(HOUSE):
        assert queries.run_rows()[0].state is RunState.RUNNING
    report = reorganise(content)
    assert (report.moved, report.before) == (17, report.after)
    assert standing()[0][new("00004")] == 5


def test_a_dry_run_says_the_same_and_writes_nothing(area):
    gone = [p for p, h in area.histories.items() if h[-1][1] == old(DIVIDED[0])][:1]
    area.leave(town.Verb.DIED, date(2023, 6, 1), gone)
    entries = ledger.head()
    with reading(HOUSE):
        _, plan, decided = operations.checked(actor=HOUSE, now=NOW, content=usual(), on=ON)
        said = queries.forecast(plan, decided, now=NOW)
        assert queries.run_rows() == []
    assert ledger.head() == entries
    done = reorganise(usual())
    assert (said.pairs, said.undecided, said.before) == (done.pairs, done.undecided, done.before)


class TestWhoMay:
    def test_only_headquarters_of_the_whole_area(self, area):
        commune = actor_for("phuc.xa", Role.COMMUNE_POLICE, old(WHOLE[0]))
        city = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, units.by_code("01", as_of=town.START).number)
        for who in (commune, city):
            with pytest.raises(NotAllowed):
                reorganise(usual(), actor=who)
        operator = actor_for("tong.hanh", Role.HEADQUARTERS_OPERATOR, units.root().number)
        assert reorganise(usual(), actor=operator).moved == 12


class TestPosts:
    def test_an_officer_of_an_old_commune_sees_the_new_units_people_and_no_others(self, area):
        keeper = actor_for("phuc.xa", Role.COMMUNE_POLICE, old(WHOLE[0])).officer
        other = actor_for("cong.vi", Role.COMMUNE_POLICE, old(DIVIDED[0])).officer
        mine = next(p for p, h in area.histories.items() if h[-1][1] == old(WHOLE[0]))
        parked = next(p for p, h in area.histories.items() if h[-1][1] == old(DIVIDED[0]))
        reorganise(usual())
        later = NOW.replace(hour=5)
        assert [p.unit_no for p in posts(keeper, held=later)] == [new(WHOLE[1])]
        with reading(actor_of(keeper, now=later)):
            assert person(mine).unit == new(WHOLE[1])
            with pytest.raises(PersonUnknown):
                person(parked)
        # The post at a divided unit goes on beside the new one while people wait there.
        assert {p.unit_no for p in posts(other, held=later)} == {old(DIVIDED[0]), new(DIVIDED[1][0])}
        with reading(actor_of(other, now=later)):
            assert person(parked).unit == old(DIVIDED[0])
            with pytest.raises(PersonUnknown):
                person(mine)

    def test_the_old_post_ends_when_nobody_waits_any_more(self, area):
        other = actor_for("cong.vi", Role.COMMUNE_POLICE, old(DIVIDED[0])).officer
        reorganise(usual(default="yes"))
        reorganise(usual(default="yes"), rest=True, now=NOW.replace(hour=6))
        held = posts(other, held=NOW.replace(hour=7))
        assert [p.unit_no for p in held] == [new(DIVIDED[1][0])]

    def test_who_is_in_charge_is_so_of_the_new_unit_unless_several_would_be(self, area):
        def in_charge(name, unit):
            officer = officers.add_officer(
                actor=HOUSE, now=START, username=name, display_name=name, password=PASSWORD, unit=unit
            )
            officers.appoint(
                actor=HOUSE, now=START, officer=officer, role="commune_police", unit=unit, reason="1/QĐ", head=True
            )
            return officer

        alone, one = in_charge("phuc.xa", old(WHOLE[0])), in_charge("cong.vi", old(DIVIDED[0]))
        there = in_charge("ngoc.ha", new(DIVIDED[1][0]))
        with reading(HOUSE):
            _, plan, decided = operations.checked(actor=HOUSE, now=NOW, content=usual(), on=ON)
            said = queries.forecast(plan, decided, now=NOW)
        assert {p.officer: str(p.charge) for p in said.posts} == {alone: "led", one: "contested"}
        assert {p.officer: str(p.charge) for p in reorganise(usual()).posts} == {alone: "led", one: "contested"}
        held = {who: {p.unit_no: p.head for p in posts(who, held=NOW.replace(hour=5))} for who in (alone, one, there)}
        assert held[alone] == {new(WHOLE[1]): True}
        assert held[one] == {old(DIVIDED[0]): True, new(DIVIDED[1][0]): False}
        assert held[there] == {new(DIVIDED[1][0]): True}

    def test_a_district_has_no_successor_and_its_post_is_named(self, area):
        district = units.by_number(old(WHOLE[0])).parent
        officer = actor_for("ba.dinh", Role.DISTRICT_POLICE, district).officer
        with reading(HOUSE):
            _, plan, decided = operations.checked(actor=HOUSE, now=NOW, content=usual(), on=ON)
            said = queries.forecast(plan, decided, now=NOW)
        for report in (said, reorganise(usual())):
            assert [(p.officer, p.new) for p in report.posts] == [(officer, None)]
        assert [p.unit_no for p in posts(officer, held=NOW)] == [district]


class TestClients:
    """A connected system holds one unit; it follows that unit, with the same token."""

    def client(self, code, name="kit"):
        token = add_client(actor=HOUSE, now=town.LATER, name=name, unit=old(code), permissions=["people.person.read"])
        return lambda: client_of(token, now=NOW)

    def test_a_system_of_a_merged_unit_reads_the_new_units_people(self, area):
        system = self.client(WHOLE[0])
        mine = next(p for p, h in area.histories.items() if h[-1][1] == old(WHOLE[0]))
        report = reorganise(usual())
        assert [(c.name, c.old, c.new, c.keep) for c in report.clients] == [
            ("kit", old(WHOLE[0]), new(WHOLE[1]), False)
        ]  # fmt: skip
        assert system().at == new(WHOLE[1])
        with reading(system()):
            assert person(mine).unit == new(WHOLE[1])
        assert reorganise(usual()).clients == report.clients

    def test_one_at_a_divided_unit_stays_until_nobody_is_undecided(self, area):
        system = self.client(DIVIDED[0])
        reorganise(usual(default="yes"))
        assert system().at == old(DIVIDED[0])
        reorganise(usual(default="yes"), rest=True)
        assert system().at == new(DIVIDED[1][0])

    def test_an_ended_one_is_left_alone(self, area):
        system = self.client(WHOLE[0])
        end_client(actor=HOUSE, now=town.LATER, name="kit")
        assert reorganise(usual()).clients == ()
        assert system() is None


def test_a_line_of_a_unit_that_never_was_is_left_out_and_said(area):
    content = usual() + b"\n99999,00097,full,,"
    report = reorganise(content)
    assert (report.moved, report.waiting) == (12, 8)
    assert [(f.line, f.code, f.values["unit"]) for f in report.left_out] == [(5, FindingCode.OLD_UNKNOWN, "99999")]


def test_a_unit_of_an_earlier_reform_goes_along_with_the_one_it_went_into(area):
    """Nguyễn Trung Trực went into Trúc Bạch on 1 January 2025; the national mapping of July names the latter alone."""
    area.open(old("00010"), town.DUE, 4)
    area.open(old("00004"), town.DUE, 5)
    report = reorganise(usual() + b"\n00004,00004,full,,")
    assert (report.moved, standing()[0][new("00004")], standing()[0][old("00010")]) == (21, 9, 0)


class TestBadMappings:
    @pytest.mark.parametrize(
        ("lines", "code", "line"),
        [
            (["99999,00097,full,,"], FindingCode.OLD_UNKNOWN, 2),
            (["00001,99999,full,,"], FindingCode.NEW_UNKNOWN, 2),
            (["001,00097,full,,"], FindingCode.OLD_NOT_LOWEST, 2),
            (["00001,01,full,,"], FindingCode.NEW_NOT_LOWEST, 2),
            (["00001,00097,full,,", "00001,00004,full,,"], FindingCode.TWICE_FULL, 3),
            (["00001,00097,full,,", "00001,00097,full,,"], FindingCode.PAIR_TWICE, 3),
            (["00001,00097,partial,,"], FindingCode.PARTIAL_ALONE, 2),
            (["00001,00097,half,,"], FindingCode.PART_UNKNOWN, 2),
            (["00001,,full,,"], FindingCode.CODE_MISSING, 2),
            (["00007,00008,partial,,x", "00007,00025,partial,,x"], FindingCode.DEFAULT_TWICE, 3),
        ],
    )
    def test_each_fault_is_named_with_its_line(self, lines, code, line):
        with pytest.raises(UnableToReorganise) as refused:
            reorganise(text(*lines))
        assert (line, code) in [(f.line, f.code) for f in refused.value.findings]

    def test_shares_make_a_whole(self):
        head = "old_code,new_code,part,share"
        for shares, fine in (((60, 40), True), ((60, 30), False), ((60, ""), False), (("a", 40), False)):
            content = text(f"00007,00008,partial,{shares[0]}", f"00007,00025,partial,{shares[1]}", head=head)
            if fine:
                reorganise(content)
                continue
            with pytest.raises(UnableToReorganise) as refused:
                reorganise(content)
            assert {f.code for f in refused.value.findings} & {FindingCode.SHARES_DIFFER, FindingCode.SHARE_WRONG}

    def test_a_unit_of_the_area_with_people_must_not_be_forgotten(self, area):
        area.open(old("00004"), town.DUE, 5)
        with pytest.raises(UnableToReorganise) as refused:
            reorganise(usual())
        (found,) = refused.value.findings
        assert (found.code, found.values["unit"], found.values["people"]) == (FindingCode.UNIT_MISSING, "00004", 5)
        assert standing()[0][new(WHOLE[1])] == 0

    def test_one_whose_successor_nobody_recorded_is_named_with_the_ways_out(self, area):
        area.open(old("20239"), town.DUE, 4)  # Phường Hải Châu II ended before the list that the mappings begin with.
        with pytest.raises(UnableToReorganise) as refused:
            reorganise(text("20236,20242,full,,", "20245,20257,full,,", "20242,20242,full,,"))
        (found,) = refused.value.findings
        said = labels.both(found)["en"]
        for part in ("Phường Hải Châu II (20239)", "4 people", "Hải Châu (20242), Phường Hòa Cường (20257)", "parked"):
            assert part in said
        assert reorganise(text("20236,20242,full,,", "20239,20242,full,,")).moved == 4

    def test_a_day_to_come_is_refused(self):
        with pytest.raises(UnableToReorganise) as refused:
            reorganise(usual(), on=localdate(NOW).replace(year=2026))
        assert refused.value.code == "day_to_come"


OLDS = ("00001", "00004", "00006", "00007", "00008")
NEWS = ("00004", "00008", "00025", "00070", "00097")


@st.composite
def mappings(draw):
    lines = []
    for code in OLDS:
        targets = draw(st.lists(st.sampled_from(NEWS), min_size=1, max_size=3, unique=True))
        part = "full" if len(targets) == 1 else "partial"
        default = draw(st.sampled_from(targets))
        lines += [f"{code},{new_code},{part},,{'x' if new_code == default else ''}" for new_code in targets]
    return text(*lines)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=mappings(), rest=st.booleans(), people=st.lists(st.integers(0, 4), min_size=5, max_size=5))
def test_any_mapping_conserves_every_stage(content, rest, people):
    with transaction.atomic():
        made = town.Town()
        for code, many in zip(OLDS, people, strict=True):
            for state in (town.DUE, town.ISSUED, town.LODGER):
                if many:
                    made.open(old(code), state, many)
        before = standing()[1]
        report = reorganise(content, rest=rest)
        where, after = standing()
        assert after == before
        assert report.moved_now == report.moved
        assert report.moved + report.waiting == 3 * sum(people)
        assert report.waiting == sum(where[old(code)] for code in OLDS)
        if rest:
            assert report.waiting == 0
        # Examples follow one another in one transaction; each leaves the register as it found it.
        transaction.set_rollback(True)
