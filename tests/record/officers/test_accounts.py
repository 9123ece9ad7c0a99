"""Accounts, posts and clients: who may make them, what excludes one another, what is journalled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from tests.officers_help import PASSWORD, START, actor_for, make_officer
from tests.record.journal.lines import every_line
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.record.officers import operations, queries, rules
from toandan.record.officers.models import Client, Officer, Post
from toandan.record.officers.words import INCOMPATIBLE, PERSONLESS, ROLES, Role
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 6, 3, 2, 0, tzinfo=UTC)
DAY = date(2023, 6, 3)


def unit(code: str) -> int:
    return units.by_code(code, as_of=DAY).number


class TestAccounts:
    def add(self, **changes: object) -> int:
        given = {
            "actor": the_house(), "now": NOW, "username": "Trúc.Bạch", "display_name": "Lê Thị A",
            "password": PASSWORD, "unit": unit("00004"),
        }  # fmt: skip
        return operations.add_officer(**(given | changes))

    def test_a_login_name_is_kept_folded_and_the_password_hashed(self) -> None:
        found = Officer.objects.get(pk=self.add())
        assert found.username == "truc.bach"
        assert found.password.startswith("argon2$argon2id$")
        assert found.check_password(PASSWORD)

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"username": "ab"}, "username_wrong"),
            ({"username": "có dấu cách"}, "username_wrong"),
            ({"username": "-truc"}, "username_wrong"),
            ({"display_name": " "}, "display_name_missing"),
            ({"password": "ngan"}, "password_weak"),
            ({"password": "truc.bachtruc.bach", "username": "truc.bach"}, "password_weak"),
            ({"password": "aaaaaaaaaaaaaaaa"}, "password_weak"),
        ],
    )
    def test_what_will_not_do_is_refused(self, changes: dict[str, object], code: str) -> None:
        with pytest.raises(operations.UnableToKeepAccount) as refusal:
            self.add(**changes)
        assert refusal.value.code == code
        assert not Officer.objects.exists()

    def test_a_name_belongs_to_one_account(self) -> None:
        self.add()
        with pytest.raises(operations.UnableToKeepAccount) as refusal:
            self.add(username="truc.bach")
        assert refusal.value.code == "username_taken"

    def test_without_a_password_nobody_signs_in(self) -> None:
        assert not Officer.objects.get(pk=self.add(password=None)).has_usable_password()

    def test_a_password_kept_by_an_older_hash_opens_and_writes_nothing(self, django_assert_num_queries) -> None:
        older = Argon2PasswordHasher()
        older.time_cost = 1
        account = Officer(username="truc.bach", password=older.encode(PASSWORD, older.salt()))
        with django_assert_num_queries(0):
            assert account.check_password(PASSWORD)
            assert not account.check_password(PASSWORD + "x")

    def test_only_who_manages_the_unit_makes_accounts_there(self) -> None:
        district = actor_for("ba.dinh", Role.HEADQUARTERS_OPERATOR, unit("001"))
        assert self.add(actor=district)
        with pytest.raises(NotAllowed):
            self.add(actor=district, unit=unit("00091"), username="phu.thuong")
        with pytest.raises(NotAllowed):
            self.add(actor=actor_for("commune", Role.COMMUNE_POLICE, unit("00004")), username="another")

    def test_every_change_is_a_line_without_a_name(self) -> None:
        officer = self.add()
        operations.set_password(actor=the_house(), now=NOW, officer=officer, password="Ho Guom xanh mat 5")
        operations.deactivate(actor=the_house(), now=NOW, officer=officer, reason="Nghỉ hưu")
        operations.reactivate(actor=the_house(), now=NOW, officer=officer, reason="Trở lại")
        found = every_line()
        assert [line.verb.rsplit(".", 1)[1] for line in found] == ["add", "set_password", "deactivate", "reactivate"]
        assert {line.subject for line in found} == {f"officer:{officer}"}
        assert "Lê Thị A" not in repr([line.detail for line in found])

    def test_nobody_closes_their_own_account(self) -> None:
        chief = actor_for("chief", Role.CITY_HEADQUARTERS, unit("01"))
        with pytest.raises(operations.UnableToKeepAccount) as refusal:
            operations.deactivate(actor=chief, now=NOW, officer=chief.officer or 0, reason="thử")
        assert refusal.value.code == "own_account"

    def test_who_manages_one_unit_does_not_touch_officers_of_another(self) -> None:
        other = make_officer("tay.ho", Role.DISTRICT_POLICE, unit("003"))
        manager = actor_for("ba.dinh", Role.HEADQUARTERS_OPERATOR, unit("001"))
        for change in (
            lambda: operations.set_password(actor=manager, now=NOW, officer=other.pk, password=PASSWORD),
            lambda: operations.deactivate(actor=manager, now=NOW, officer=other.pk, reason="thử"),
            lambda: operations.reset_second_factor(actor=manager, now=NOW, officer=other.pk, reason="thử"),
            lambda: operations.give_one_time_codes(actor=manager, now=NOW, officer=other.pk),
        ):
            with pytest.raises(NotAllowed):
                change()

    def test_a_language_is_ones_own_and_one_of_ours(self) -> None:
        actor = actor_for("phuong", Role.COMMUNE_POLICE, unit("00004"))
        operations.choose_language(actor=actor, now=NOW, language="en")
        assert Officer.objects.get(pk=actor.officer).language == "en"
        with pytest.raises(operations.UnableToKeepAccount):
            operations.choose_language(actor=actor, now=NOW, language="fr")
        with pytest.raises(NotAllowed):
            operations.choose_language(actor=the_house(), now=NOW, language="en")


class TestPosts:
    def test_a_post_makes_the_actor_while_it_is_held(self) -> None:
        officer = make_officer("tay.ho", Role.DISTRICT_POLICE, unit("003"))
        actor = queries.actor_of(officer.pk, now=NOW)
        assert actor.name == "tay.ho"
        assert actor.at == unit("003")
        assert actor.may("people.person.read", unit("00091"))
        assert not actor.may("people.person.read", unit("00004"))
        assert not queries.actor_of(officer.pk, now=START - timedelta(seconds=1)).may_somewhere("units.unit.read")

    def test_the_end_of_a_post_is_excluded(self) -> None:
        officer = make_officer("tay.ho", Role.DISTRICT_POLICE, unit("003"))
        (post,) = queries.posts(officer.pk)
        operations.end_post(actor=the_house(), now=NOW, post=post.post_id, reason="Chuyển công tác")
        assert queries.actor_of(officer.pk, now=NOW - timedelta(microseconds=1)).may_somewhere("people.person.read")
        assert not queries.actor_of(officer.pk, now=NOW).may_somewhere("people.person.read")
        with pytest.raises(operations.UnableToAppoint) as refusal:
            operations.end_post(actor=the_house(), now=NOW, post=post.post_id, reason="lần nữa")
        assert refusal.value.code == "post_unknown"

    def test_several_posts_add_up_and_the_highest_unit_is_ones_own(self) -> None:
        officer = make_officer("two", Role.COMMUNE_POLICE, unit("00004"))
        self.appoint(officer.pk, Role.DISTRICT_POLICE, unit("003"))
        actor = queries.actor_of(officer.pk, now=NOW)
        assert actor.at == unit("003")
        assert actor.may("people.person.read", unit("00004"))
        assert actor.may("journal.line.read", unit("00091"))
        assert not actor.may("journal.line.read", unit("00004"))

    def appoint(self, officer: int, role: str, at: int, **changes: object) -> int:
        given = {"actor": the_house(), "now": NOW, "officer": officer, "role": role, "unit": at, "reason": "QĐ 2"}
        return operations.appoint(**(given | changes))

    @pytest.mark.parametrize("other", [role for role in Role if frozenset({Role.AUDITOR, role}) in INCOMPATIBLE])
    def test_who_audits_does_not_do_what_is_audited(self, other: Role) -> None:
        for number, (first, second) in enumerate([(Role.AUDITOR, other), (other, Role.AUDITOR)]):
            officer = make_officer(f"officer{number}", first, unit("003"))
            with pytest.raises(operations.UnableToAppoint) as refusal:
                self.appoint(officer.pk, second, unit("001"))
            assert refusal.value.code == "roles_clash"

    def test_after_one_role_has_ended_the_other_may_be_held(self) -> None:
        officer = make_officer("changes", Role.AUDITOR, unit("01"))
        (post,) = queries.posts(officer.pk)
        operations.end_post(actor=the_house(), now=NOW, post=post.post_id, reason="Chuyển")
        assert self.appoint(officer.pk, Role.DISTRICT_POLICE, unit("003"))
        with pytest.raises(operations.UnableToAppoint):
            self.appoint(officer.pk, Role.AUDITOR, unit("01"), since=NOW + timedelta(days=1))

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"role": "king"}, "role_unknown"),
            ({"reason": " "}, "reason_missing"),
            ({"until": NOW - timedelta(days=1)}, "period_wrong"),
            ({"role": "commune_police"}, "post_held"),
        ],
    )
    def test_what_will_not_do_is_refused(self, changes: dict[str, object], code: str) -> None:
        officer = make_officer("phuong", Role.COMMUNE_POLICE, unit("00004"))
        given = {"role": Role.DISTRICT_POLICE} | changes
        with pytest.raises(operations.UnableToAppoint) as refusal:
            self.appoint(officer.pk, str(given.pop("role")), unit("00004"), **given)
        assert refusal.value.code == code
        assert Post.objects.count() == 1

    def test_one_at_a_time_is_in_charge_of_a_unit(self) -> None:
        at = unit("00091")
        make_officer("mot", Role.COMMUNE_POLICE, at)
        make_officer("soat", Role.AUDITOR, at)
        assert queries.in_charge([at, unit("003")], now=NOW) == {at: "Cán bộ mot"}, "the only one who answers there"
        chief = make_officer("hai", Role.COMMUNE_POLICE, unit("00004"))
        self.appoint(chief.pk, Role.COMMUNE_POLICE, at, until=NOW + timedelta(days=9))
        assert queries.in_charge([at], now=NOW) == {}, "of two nobody knows which"
        headed = self.appoint(chief.pk, Role.DISTRICT_POLICE, at, head=True)
        assert queries.in_charge([at], now=NOW) == {at: "Cán bộ hai"}
        third = make_officer("ba.trucbach", Role.COMMUNE_POLICE, unit("00004"))
        with pytest.raises(operations.UnableToAppoint) as refusal:
            self.appoint(third.pk, Role.COMMUNE_POLICE, at, head=True)
        assert refusal.value.code == "head_held"
        operations.end_post(actor=the_house(), now=NOW, post=headed, reason="Chuyển")
        self.appoint(third.pk, Role.COMMUNE_POLICE, at, head=True)
        assert queries.in_charge([at], now=NOW) == {at: "Cán bộ ba.trucbach"}

    def test_nobody_appoints_where_they_do_not_manage_or_ends_their_own_post(self) -> None:
        chief = actor_for("chief", Role.CITY_HEADQUARTERS, unit("01"))
        (post,) = queries.posts(chief.officer or 0)
        with pytest.raises(operations.UnableToAppoint):
            operations.end_post(actor=chief, now=NOW, post=post.post_id, reason="thử")
        with pytest.raises(NotAllowed):
            self.appoint(chief.officer or 0, Role.CITY_HEADQUARTERS, units.root().number, actor=chief)

    def test_an_unknown_account_or_unit_is_said_to_be_unknown(self) -> None:
        with pytest.raises(NotThere):
            self.appoint(987654, Role.AUDITOR, unit("01"))
        with pytest.raises(NotThere):
            queries.actor_by_name("nobody", now=NOW)
        with pytest.raises(NotThere):
            queries.actor_of(987654, now=NOW)


class TestClients:
    def add(self, **changes: object) -> str:
        given = {
            "actor": the_house(), "now": NOW, "name": "handheld", "unit": unit("003"),
            "permissions": ["people.person.read"],
        }  # fmt: skip
        return operations.add_client(**(given | changes))

    def test_a_token_is_an_actor_at_its_unit_and_kept_nowhere(self) -> None:
        token = self.add()
        actor = queries.client_of(token, now=NOW)
        assert actor is not None
        assert (actor.name, actor.officer) == ("client:handheld", None)
        assert actor.may("people.person.read", unit("00091"))
        assert not actor.may("people.person.read", unit("00004"))
        assert not actor.may("ledger.entry.post", unit("00091"))
        assert bytes(Client.objects.get().token_hash) == rules.token_hash(token)

    def test_before_after_and_wrong_tokens_are_nobody(self) -> None:
        token = self.add(until=NOW + timedelta(days=1))
        assert queries.client_of(token, now=NOW - timedelta(seconds=1)) is None
        assert queries.client_of(token, now=NOW + timedelta(days=1)) is None
        assert queries.client_of(token + "x", now=NOW) is None
        assert queries.client_of("", now=NOW) is None

    def test_nobody_hands_out_what_they_do_not_hold(self) -> None:
        manager = actor_for("ops", Role.HEADQUARTERS_OPERATOR, unit("01"))
        with pytest.raises(NotAllowed):
            self.add(actor=manager)
        with pytest.raises(operations.UnableToKeepClient) as refusal:
            self.add(permissions=["people.person.love"])
        assert refusal.value.code == "permission_unknown"

    def test_a_name_is_given_once_and_ended_once(self) -> None:
        self.add()
        with pytest.raises(operations.UnableToKeepClient):
            self.add()
        operations.end_client(actor=the_house(), now=NOW, name="handheld")
        with pytest.raises(operations.UnableToKeepClient):
            operations.end_client(actor=the_house(), now=NOW, name="handheld")


class TestRules:
    @pytest.mark.parametrize(
        ("ranges", "expected"),
        [
            ([], ()),
            ([(5, 9), (1, 3)], ((1, 3), (5, 9))),
            ([(1, 3), (4, 6)], ((1, 6),)),
            ([(1, 100), (5, 6), (50, 120)], ((1, 120),)),
        ],
    )
    def test_ranges_that_touch_become_one(self, ranges: list[tuple[int, int]], expected: object) -> None:
        assert rules.merged(ranges) == expected

    def test_words_without_people_open_no_rows(self) -> None:
        actor = Actor(1, "a", 1, (Grant(1, 9, frozenset(PERSONLESS)), Grant(20, 29, frozenset({"people.person.read"}))))
        assert rules.ranges_of(actor) == ((20, 29),)

    def test_every_role_has_a_page_of_words_of_three_parts(self) -> None:
        assert set(ROLES) == set(Role)
        for description in ROLES.values():
            assert all(len(word.split(".")) == 3 for word in description.permissions)
            assert "units.unit.read" in description.permissions
