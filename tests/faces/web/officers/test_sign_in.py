"""Signing in: password, then a second factor; tries are counted; sessions end."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.officers_help import PASSWORD, make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.faces.web.officers import adapters
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import operations, queries
from toandan.record.officers.models import Officer, OpenSession
from toandan.record.officers.operations.throttle import PER_ACCOUNT, PER_ADDRESS, SPAN
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, SET_UP = "/sign-in/", "/sign-in/code/", "/account/codes/"


@pytest.fixture
def officer() -> Officer:
    return make_officer("tay.ho", "district_police", units.root().number)


@pytest.fixture
def with_codes(officer: Officer) -> Officer:
    operations.give_one_time_codes(actor=the_house(), now=datetime.now(UTC), officer=officer.pk)
    return officer


def present_code(officer: Officer, *, step: int = 0) -> str:
    secret = decrypt(Authenticator.objects.get(user_id=officer.pk, type="totp").data["secret"])
    return format_hotp_value(hotp_value(secret, int(datetime.now(UTC).timestamp()) // 30 + step))


def try_password(client: Client, password: str = PASSWORD, login: str = "tay.ho", **extra: str) -> object:
    return client.post(SIGN_IN, {"login": login, "password": password}, **extra)


def verbs() -> list[str]:
    return [line.verb for line in sorted(every_line(), key=lambda line: line.at)]


class TestTwoSteps:
    def test_password_and_code_open_the_pages(self, client: Client, with_codes: Officer) -> None:
        assert try_password(client).headers["Location"] == CODE
        assert client.get("/account/").headers["Location"].startswith(SIGN_IN)  # Not signed in by half.
        response = client.post(CODE, {"code": present_code(with_codes)})
        assert response.headers["Location"] == "/"
        page = client.get("/account/")
        assert page.status_code == 200
        assert "Cán bộ tay.ho" in page.content.decode()
        assert "officers.session.open" in verbs()

    def test_a_login_name_is_found_with_capitals_and_marks(self, client: Client, with_codes: Officer) -> None:
        assert try_password(client, login=" Tây.Hồ ").headers["Location"] == CODE

    def test_where_one_wanted_to_go_is_where_one_arrives(self, client: Client, with_codes: Officer) -> None:
        client.post(SIGN_IN, {"login": "tay.ho", "password": PASSWORD, "next": "/account/"})
        assert client.post(CODE, {"code": present_code(with_codes)}).headers["Location"] == "/account/"

    def test_nobody_is_sent_to_a_strange_house(self, client: Client, with_codes: Officer) -> None:
        client.post(SIGN_IN, {"login": "tay.ho", "password": PASSWORD, "next": "https://example.org/"})
        assert client.post(CODE, {"code": present_code(with_codes)}).headers["Location"] == "/"

    def test_a_wrong_code_opens_nothing_and_is_journalled(self, client: Client, with_codes: Officer) -> None:
        try_password(client)
        page = client.post(CODE, {"code": "000000"})
        assert "Mã không đúng" in page.content.decode()
        assert client.get("/account/").status_code == 302
        (line,) = [line for line in every_line() if line.verb == "officers.session.refuse"]
        assert (line.subject, line.detail["why"]) == (f"officer:{with_codes.pk}", "code")

    def test_a_code_is_good_once(self, client: Client, with_codes: Officer) -> None:
        code = present_code(with_codes)
        for expected in (302, 200):
            other = Client()
            try_password(other)
            assert other.post(CODE, {"code": code}).status_code == expected

    def test_a_recovery_code_opens_once(self, client: Client, officer: Officer) -> None:
        set_up = signed_in_client(officer)
        page = set_up.get(SET_UP)
        secret = page.context["secret"].replace(" ", "")
        code = format_hotp_value(hotp_value(secret, int(datetime.now(UTC).timestamp()) // 30))
        assert set_up.post(SET_UP, {"code": code}).headers["Location"] == reverse("mfa_view_recovery_codes")
        recovery = set_up.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
        assert len(recovery) == 10
        assert set_up.get(reverse("mfa_view_recovery_codes")).context["unused_codes"] == ["****"] * 10
        for expected in (302, 200):
            other = Client()
            try_password(other)
            assert other.post(CODE, {"code": recovery[0]}).status_code == expected

    def test_a_closed_account_does_not_open(self, client: Client, with_codes: Officer) -> None:
        signed_in = signed_in_client(with_codes)
        operations.deactivate(actor=the_house(), now=datetime.now(UTC), officer=with_codes.pk, reason="QĐ 5")
        assert "không khớp" in try_password(client).content.decode()
        assert signed_in.get("/account/").headers["Location"].startswith(SIGN_IN)

    def test_secrets_are_kept_encrypted(self, with_codes: Officer) -> None:
        kept = Authenticator.objects.get(user_id=with_codes.pk).data["secret"]
        assert decrypt(kept) not in kept


class TestOwnFactors:
    def test_recovery_codes_are_renewed(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
        shown = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
        assert len(shown) == 10
        assert client.post(reverse("mfa_generate_recovery_codes")).status_code == 302
        assert client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"] != shown
        assert verbs().count("officers.factor.renew") == 2

    def test_a_code_given_again_is_noted_as_used(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        assert client.post(reverse("mfa_reauthenticate"), {"code": present_code(with_codes)}).status_code == 302
        assert Authenticator.objects.get(user_id=with_codes.pk).last_used_at is not None

    def test_a_factor_goes_while_another_stays(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        with operations.acting(the_house()):
            Authenticator.objects.create(
                user_id=with_codes.pk, type="webauthn", data={"name": "Khóa", "credential": {}}
            )
        assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
        assert list(Authenticator.objects.values_list("type", flat=True)) == ["webauthn"]
        assert "officers.factor.remove" in verbs()


class TestFirstSignIn:
    def test_without_a_second_factor_nothing_but_its_set_up_opens(self, client: Client, officer: Officer) -> None:
        try_password(client)
        for address in ("/account/", "/officers/", "/journal/", "/desk/", "/people/", "/"):
            assert client.get(address).headers["Location"] == SET_UP, address

    def test_set_up_leads_on_and_counts_as_signed_in(self, client: Client, officer: Officer) -> None:
        try_password(client)
        page = client.get(SET_UP)
        assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml;base64,")
        secret = page.context["secret"].replace(" ", "")
        code = format_hotp_value(hotp_value(secret, int(datetime.now(UTC).timestamp()) // 30))
        assert client.post(SET_UP, {"code": code}).status_code == 302
        assert client.get("/account/").status_code == 200
        assert "officers.factor.add" in verbs()

    def test_a_wrong_first_code_sets_nothing_up(self, client: Client, officer: Officer) -> None:
        try_password(client)
        client.get(SET_UP)
        assert client.post(SET_UP, {"code": "000000"}).status_code == 200
        assert not Authenticator.objects.exists()

    def test_the_last_factor_cannot_be_taken_away(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        page = client.post(reverse("mfa_deactivate_totp"))
        assert "yếu tố thứ hai duy nhất" in page.content.decode()
        assert Authenticator.objects.filter(type="totp").exists()

    def test_changing_a_factor_long_after_signing_in_wants_the_password_again(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        session = client.session
        session["toandan_signed_in_at"] = (datetime.now(UTC) - timedelta(minutes=20)).timestamp()
        session.save()
        again = client.get(reverse("mfa_generate_recovery_codes")).headers["Location"]
        assert again.startswith("/account/again/")
        assert "Mật khẩu" in client.get(again).content.decode()


class TestThrottle:
    def test_an_account_is_locked_after_some_tries_even_for_the_right_password(
        self, client: Client, with_codes: Officer
    ) -> None:
        for _ in range(PER_ACCOUNT):
            assert "không khớp" in try_password(client, "wrong").content.decode()
        page = try_password(client).content.decode()
        assert "Thử sai quá nhiều lần" in page
        assert "15" in page
        assert verbs().count("officers.session.refuse") == PER_ACCOUNT + 1

    def test_another_spelling_is_the_same_account(self, client: Client, with_codes: Officer) -> None:
        for _ in range(PER_ACCOUNT):
            try_password(client, "wrong", login="TÂY.HỒ ")
        assert "Thử sai quá nhiều lần" in try_password(client).content.decode()

    def test_the_lock_ends(self, client: Client, with_codes: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
        for _ in range(PER_ACCOUNT + 1):
            try_password(client, "wrong")
        monkeypatch.setattr(adapters, "now", lambda: datetime.now(UTC) + SPAN)
        assert try_password(client).status_code == 302

    def test_a_right_password_forgives(self, client: Client, with_codes: Officer) -> None:
        for _ in range(3):
            for _ in range(PER_ACCOUNT - 1):
                try_password(client, "wrong")
            assert try_password(Client()).status_code == 302

    def test_an_address_is_locked_whatever_accounts_it_tries(self, client: Client, with_codes: Officer) -> None:
        for number in range(PER_ADDRESS):
            try_password(client, "wrong", login=f"nobody{number}")
        assert "Thử sai quá nhiều lần" in try_password(client).content.decode()
        assert try_password(client, REMOTE_ADDR="10.0.0.9").status_code == 302

    def test_codes_are_counted_too(self, client: Client, with_codes: Officer) -> None:
        try_password(client)
        for _ in range(PER_ACCOUNT):
            client.post(CODE, {"code": "000000"})
        assert "Thử sai quá nhiều lần" in client.post(CODE, {"code": present_code(with_codes)}).content.decode()

    def test_the_refusal_speaks_english_too(self, client: Client, with_codes: Officer) -> None:
        client.cookies["django_language"] = "en"
        for _ in range(PER_ACCOUNT):
            try_password(client, "wrong")
        assert "Too many failed tries" in try_password(client).content.decode()

    def test_what_was_typed_is_written_down_nowhere(self, client: Client, officer: Officer) -> None:
        with CaptureQueriesContext(connection) as asked:
            try_password(client, "wrong", login="nguyen.van.bi.mat")
            try_password(client, "mat khau bi lo")
        kept = [(line.subject, line.detail, line.actor_name) for line in every_line() if "refuse" in line.verb]
        assert [subject for subject, _, _ in kept] == ["officer:unknown", f"officer:{officer.pk}"]
        assert "bi.mat" not in repr(kept)
        assert "bi lo" not in repr(kept)
        counted = [query["sql"] for query in asked.captured_queries if "officers_count_try" in query["sql"]]
        assert len(counted) == 4
        assert not any(
            word in sql for sql in counted for word in ("nguyen", "tay.ho", b"nguyen".hex(), b"tay.ho".hex())
        )


class TestSessions:
    def test_signing_out_ends_it_and_is_journalled(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        assert client.post("/sign-out/").headers["Location"] == SIGN_IN
        assert client.get("/account/").status_code == 302
        assert verbs()[-1] == "officers.session.close"

    def test_nobody_is_signed_out_by_a_link(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        assert client.get("/sign-out/").status_code == 405
        assert client.get("/account/").status_code == 200

    def test_a_session_ends_after_ten_hours_however_busy(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        session = client.session
        session["toandan_signed_in_at"] = (datetime.now(UTC) - timedelta(hours=10, seconds=5)).timestamp()
        session.save()
        assert client.get("/account/").headers["Location"] == SIGN_IN
        assert [line.detail["why"] for line in every_line() if line.verb == "officers.session.close"] == ["expired"]

    def test_an_idle_session_ends_after_the_set_minutes(self, with_codes: Officer, settings: object) -> None:
        client = signed_in_client(with_codes)
        client.get("/account/")
        left = client.session.get_expiry_date() - datetime.now(UTC)
        assert timedelta(minutes=29) < left <= timedelta(minutes=30)

    def test_the_cookie_is_kept_from_scripts_and_other_sites(self, client: Client, with_codes: Officer) -> None:
        try_password(client)
        cookie = client.cookies["toandan_session"]
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")

    def test_other_sessions_can_be_ended(self, with_codes: Officer) -> None:
        clients = []
        for step in (0, 1):
            client = Client()
            try_password(client)
            assert client.post(CODE, {"code": present_code(with_codes, step=step)}).status_code == 302
            clients.append(client)
        with operations.acting(queries.actor_of(with_codes.pk, now=datetime.now(UTC))):
            assert OpenSession.objects.count() == 2
            assert len(queries.sessions(with_codes.pk, now=datetime.now(UTC))) == 2
        clients[1].post("/account/sessions/end/")
        assert clients[0].get("/account/").status_code == 302
        assert clients[1].get("/account/").status_code == 200

    def test_a_new_password_ends_other_sessions_and_keeps_this_one(self, with_codes: Officer) -> None:
        mine, other = signed_in_client(with_codes), signed_in_client(with_codes)
        new = "Cau Long Bien co 19 nhip"
        page = mine.post("/account/password/", {"present": "wrong", "password": new})
        assert page.status_code == 422
        assert mine.post("/account/password/", {"present": PASSWORD, "password": new}).status_code == 302
        assert mine.get("/account/").status_code == 200
        assert other.get("/account/").status_code == 302

    def test_the_officers_language_is_spoken(self, with_codes: Officer) -> None:
        client = signed_in_client(with_codes)
        operations.choose_language(
            actor=queries.actor_of(with_codes.pk, now=datetime.now(UTC)), now=datetime.now(UTC), language="en"
        )
        assert "My account" in client.get("/account/").content.decode()
        assert "Second factor" not in client.get("/account/").content.decode().split("<title>")[1][:20]


class TestDemonstration:
    def test_the_present_code_is_shown_in_a_demonstration_only(self, with_codes: Officer, settings: object) -> None:
        for demo in (False, True):
            settings.DEMO = demo  # type: ignore[attr-defined]
            client = Client()
            try_password(client)
            shown = client.get(CODE).content.decode()
            assert (present_code(with_codes) in shown) is demo
            assert (queries.demo_code("tay.ho") == present_code(with_codes)) is demo


@pytest.mark.parametrize("address", ["/accounts/signup/", "/sign-up/", "/accounts/password/reset/", "/account/email/"])
def test_what_is_not_used_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("field", "word"), [("login", "username"), ("password", "current-password")])
def test_a_password_manager_may_fill_the_form_in(client: Client, field: str, word: str) -> None:
    widget = client.get(SIGN_IN).context["form"].fields[field].widget
    assert widget.attrs["autocomplete"] == word
    assert "onpaste" not in client.get(SIGN_IN).content.decode()
