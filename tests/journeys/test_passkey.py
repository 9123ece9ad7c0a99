"""A passkey is set up and opens the account, in a real browser with an authenticator of its own."""

import re

import pytest

from tests.journeys.conftest import sign_in
from tests.officers_help import PASSWORD

pytestmark = pytest.mark.journey

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
"""A key built into the device that recognises its owner and is touched at once."""


@pytest.fixture
def home(town):
    """Return the town's address by name: a passkey belongs to a name, never to a number."""
    return town.address.replace("127.0.0.1", "localhost")


@pytest.fixture
def authenticator(page):
    """Plug an authenticator into the browser; the function says what it holds, or lets its owner go unrecognised."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]

    class Authenticator:
        def held(self):
            return session.send("WebAuthn.getCredentials", {"authenticatorId": made})["credentials"]

        def recognises(self, *, owner):
            session.send("WebAuthn.setUserVerified", {"authenticatorId": made, "isUserVerified": owner})

    return Authenticator()


def set_up(page, town, home):
    """Sign in with a one-time code and set a passkey up."""
    sign_in(page, town, "phu.thuong", home)
    page.goto(f"{home}/account/")
    page.get_by_role("link", name="Thiết lập khóa truy cập").click()
    page.fill("#id_name", "Khóa trên bàn làm việc")
    page.click("[data-passkey]")
    page.wait_for_url(re.compile(r"/account/(recovery-codes/)?$"))


def go_to_second_factor(page, home):
    """Sign out, and give login name and password again."""
    page.goto(f"{home}/account/")
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{home}/sign-in/")
    page.fill("#id_login", "phu.thuong")
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")


def test_a_passkey_is_set_up_and_signs_in(page, town, home, authenticator):
    set_up(page, town, home)
    [key] = authenticator.held()
    assert key["rpId"] == "localhost"
    page.goto(f"{home}/account/")
    assert "Khóa trên bàn làm việc" in page.locator("main").inner_text()

    go_to_second_factor(page, home)
    authenticator.recognises(owner=False)
    page.click("[data-passkey]")
    page.locator("[data-passkey-trouble]").wait_for(state="visible")
    assert "/sign-in/code/" in page.url
    page.goto(f"{home}/desk/")
    assert "/sign-in/" in page.url

    page.goto(f"{home}/sign-in/code/")
    authenticator.recognises(owner=True)
    page.click("[data-passkey]")
    page.wait_for_url(f"{home}/desk/")
    assert authenticator.held()[0]["signCount"] > key["signCount"]

    verbs = [verb for (verb,) in town.rows("SELECT verb FROM journal_line WHERE actor_name = %s", "phu.thuong")]
    assert verbs.count("officers.factor.add") >= 1
    assert verbs.count("officers.session.open") == 2
