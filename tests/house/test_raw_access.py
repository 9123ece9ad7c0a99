"""What smuggled SQL under the program's own login cannot write to let itself, or anybody, in."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.house.smuggling import MINE, NOW, THEIRS, number, written
from tests.officers_help import actor_for, make_officer, signed_in_client
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.record.officers.operations import (
    UnableToSignIn,
    acting,
    appoint,
    count_try,
    deactivate,
    give_one_time_codes,
)
from toandan.record.officers.operations.throttle import PER_ACCOUNT
from toandan.record.officers.queries import kept_session
from toandan.record.officers.words import OF_BODIES, ROLES, Role
from toandan.record.units import operations as units_operations

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Actor:
    return actor_for("phu.thuong", Role.COMMUNE_POLICE, number(MINE))


@pytest.fixture
def manager() -> Actor:
    return actor_for("quan.ly", Role.HEADQUARTERS_OPERATOR, number(MINE))


def a_body() -> int:
    """Write a body outside the police down, which is where its officers hold their posts."""
    with acting(the_house()):
        return units_operations.add_body(
            actor=the_house(),
            code="TP-001",
            kind="justice_office",
            name_vi="Phòng Tư pháp",
            name_en="Justice office",
            territory=number("001"),
        )


class TestPostsAndClients:
    POST = (
        "INSERT INTO officers_post (officer_id, role, unit_no, since, granted_by, reason) "
        "VALUES (%s, 'city_headquarters', %s, now(), %s, 'x')"
    )
    CLIENT = (
        "INSERT INTO officers_client (name, token_hash, unit_no, permissions, since, granted_by) "
        "VALUES (%s, sha256(%s::bytea), %s, %s, now(), %s)"
    )
    END = "UPDATE officers_post SET until = now() WHERE officer_id = %s"

    def client(self, unit: int, by: str, word: str = "rolls.roll.import", name: str = "kit") -> int:
        return written(self.CLIENT, name, name.encode(), unit, [word], by)

    def test_who_manages_accounts_gives_posts_and_tokens_there_and_in_no_other_name(self, manager: Actor) -> None:
        outside = (1, number("003"), number(THEIRS))
        with acting(manager):
            for unit in outside:
                assert written(self.POST, manager.officer, unit, manager.name) == 0
                assert self.client(unit, manager.name) == 0
            assert written(self.POST, manager.officer, manager.at, "toandan") == 0
            assert self.client(manager.at, "toandan") == 0
            assert written(self.POST, manager.officer, manager.at, manager.name) == 1
            assert self.client(manager.at, manager.name) == 1
        for unit in (*outside, manager.at):
            assert written(self.POST, manager.officer, unit, manager.name) == 0
            assert self.client(unit, manager.name, name="kit.2") == 0

    def test_nobody_without_the_word_appoints_themselves_or_prolongs_a_post(self, officer: Actor) -> None:
        with acting(officer):
            assert written(self.POST, officer.officer, officer.at, officer.name) == 0
            assert self.client(officer.at, officer.name) == 0
            assert written("UPDATE officers_post SET until = NULL WHERE officer_id = %s", officer.officer) == 0

    def test_nobody_gives_a_token_a_word_they_do_not_hold(self, manager: Actor) -> None:
        with acting(manager):
            assert self.client(manager.at, manager.name, "people.number.reveal") == 0

    def test_a_token_manages_accounts_only_when_it_was_given_the_word(self, officer: Actor) -> None:
        with acting(the_house()):
            assert self.client(number(MINE), "toandan", "rolls.roll.import", "kit") == 1
            assert self.client(number(MINE), "toandan", "officers.officer.manage", "office") == 1
        for name, may in (("kit", 0), ("office", 1)):
            grant = Grant(number(MINE), number(MINE), frozenset({"rolls.roll.import"}))
            token = Actor(officer=None, name=f"client:{name}", at=number(MINE), grants=(grant,))
            with acting(token):
                assert written(self.POST, officer.officer, number(MINE), token.name) == may

    def test_a_closed_account_gives_nothing(self, manager: Actor) -> None:
        assert manager.officer
        deactivate(actor=the_house(), now=NOW, officer=manager.officer, reason="x")
        with acting(manager):
            assert written(self.POST, manager.officer, manager.at, manager.name) == 0

    def test_nobody_ends_or_prolongs_posts_and_tokens_out_of_scope(self, manager: Actor) -> None:
        theirs = actor_for("truc.bach", Role.COMMUNE_POLICE, number(THEIRS))
        with acting(the_house()):
            assert self.client(number(THEIRS), "toandan") == 1
        with acting(manager):
            assert written(self.END, theirs.officer) == 0
            assert written("UPDATE officers_client SET until = NULL") == 0
            assert written(self.END, manager.officer) == 1
        assert written(self.END, theirs.officer) == 0

    @pytest.mark.parametrize("role", list(Role))
    def test_the_database_knows_the_words_of_every_role(self, role: Role) -> None:
        at = a_body() if role in OF_BODIES else number(MINE)
        holder = actor_for("nguoi.giu", role, at)
        with acting(holder), connection.cursor() as cursor:
            for word in sorted(frozenset().union(*(page.permissions for page in ROLES.values()))):
                cursor.execute("SELECT %s <@ officers_may(%s), %s <@ officers_may(%s)", [at, word, 1, word])
                assert cursor.fetchone() == (word in ROLES[role].permissions, False), word


class TestAccounts:
    SET = "UPDATE officers_officer SET password = 'known' WHERE id = %s"

    def test_nobody_changes_an_account_that_reaches_out_of_scope(self, officer: Actor, manager: Actor) -> None:
        theirs = actor_for("truc.bach", Role.COMMUNE_POLICE, number(THEIRS))
        above = actor_for("tay.ho", Role.HEADQUARTERS_OPERATOR, number("003"))
        with acting(officer):
            assert [written(self.SET, who.officer) for who in (theirs, above, manager, officer)] == [0, 0, 0, 1]
        with acting(manager):
            assert [written(self.SET, who.officer) for who in (theirs, above, manager, officer)] == [0, 0, 1, 1]
        with acting(above):
            assert [written(self.SET, who.officer) for who in (theirs, manager, officer)] == [0, 1, 1]

    def test_a_post_elsewhere_keeps_an_account_from_those_who_reach_the_other(self, manager: Actor) -> None:
        both = actor_for("hai.noi", Role.COMMUNE_POLICE, number(MINE))
        assert both.officer
        appoint(
            actor=the_house(), now=NOW, officer=both.officer, role=Role.COMMUNE_POLICE, unit=number(THEIRS), reason="x"
        )
        with acting(manager):
            assert written(self.SET, both.officer) == 0

    def test_without_the_word_no_account_is_made(self, officer: Actor, manager: Actor) -> None:
        add = (
            "INSERT INTO officers_officer (username, display_name, password, language, is_active, created_at) "
            "VALUES ('new.one', 'x', 'x', '', true, now())"
        )
        assert written(add) == 0
        assert written(self.SET, officer.officer) == 0
        with acting(officer):
            assert written(add) == 0
        with acting(manager):
            assert written(add) == 1


class TestFactorsAndSessions:
    ADD = "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'webauthn', '{}', now())"
    USE = "UPDATE mfa_authenticator SET data = '{}' WHERE user_id = %s"
    TAKE = "DELETE FROM mfa_authenticator WHERE user_id = %s"
    OPEN = "INSERT INTO officers_session (session_key, officer_id, opened_at, agent) VALUES (%s, %s, now(), '')"
    CLOSE = "DELETE FROM officers_session WHERE officer_id = %s"

    def test_nobody_touches_a_factor_but_its_officer_and_who_manages_the_account(
        self, officer: Actor, manager: Actor
    ) -> None:
        theirs = actor_for("truc.bach", Role.COMMUNE_POLICE, number(THEIRS))
        for who in (theirs, manager, officer):
            assert who.officer
            give_one_time_codes(actor=the_house(), now=NOW, officer=who.officer)
        every = (self.ADD, self.USE, self.TAKE)
        with acting(officer):
            assert [written(one, who.officer) for who in (theirs, manager) for one in every] == [0] * 6
            assert [written(one, officer.officer) for one in every] == [1, 2, 2]
        with acting(manager):
            assert [written(one, theirs.officer) for one in every] == [0] * 3
            assert [written(one, officer.officer) for one in every] == [1, 1, 1]
        assert [written(one, who.officer) for who in (theirs, manager, officer) for one in every] == [0] * 9

    def test_nobody_opens_or_ends_a_session_of_another(self, officer: Actor, manager: Actor) -> None:
        assert written(self.OPEN, "a", officer.officer) == 0
        with acting(officer):
            assert written(self.OPEN, "a", officer.officer) == 1
        with acting(manager):
            assert written(self.OPEN, "b", officer.officer) == 0
            assert written(self.CLOSE, officer.officer) == 0
        with acting(officer):
            assert written(self.CLOSE, officer.officer) == 1

    def test_addresses_of_mail_are_nobodys(self, officer: Actor) -> None:
        with acting(officer):
            mail = (
                "INSERT INTO account_emailaddress (email, verified, \"primary\", user_id) VALUES ('x', true, true, %s)"
            )
            assert written(mail, officer.officer) == 0


class TestTries:
    def test_who_does_not_have_the_key_can_neither_see_nor_take_back_a_count(self, officer: Actor) -> None:
        for _ in range(PER_ACCOUNT):
            count_try(now=NOW, kind="account", value=officer.name)
        for actor in (officer, the_house()):
            with acting(actor):
                assert written("SELECT FROM officers_tries") == 0
                assert written("DELETE FROM officers_tries") == 0
                assert written("UPDATE officers_tries SET failures = 0") == 0
                for kept in (officer.name, f"tries.account.{officer.name}"):
                    written("SELECT officers_forgive_try(sha256(%s::bytea), true)", kept)
        with pytest.raises(UnableToSignIn):
            count_try(now=NOW, kind="account", value=officer.name)


def test_a_session_cannot_be_taken_over_from_its_table() -> None:
    officer = make_officer("phu.thuong", Role.COMMUNE_POLICE, number(MINE))
    client = signed_in_client(officer)
    key = client.session.session_key
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_key FROM django_session")
        kept = [row[0] for row in cursor.fetchall()]
    assert key
    assert len(kept) == 1
    assert key not in kept
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = kept[0]
    assert stranger.get("/account/").status_code == 302
    stranger.cookies[settings.SESSION_COOKIE_NAME] = key
    assert stranger.get("/account/").status_code == 200


def test_what_one_session_holds_is_worth_nothing_under_another_key() -> None:
    signed_in_client(make_officer("phu.thuong", Role.COMMUNE_POLICE, number(MINE)))
    known = "mykey" * 6
    copied = (
        "INSERT INTO django_session (session_key, session_data, expire_date) "
        "SELECT %s, session_data, expire_date FROM django_session"
    )
    assert written(copied, kept_session(known)) == 1
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = known
    assert stranger.get("/account/").status_code == 302
