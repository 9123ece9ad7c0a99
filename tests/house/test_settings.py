"""Every setting is declared, documented, and does what it says."""

import re

import pytest

from tests.house.launching import bench
from tests.house.sources import PACKAGE, ROOT, modules
from toandan.house import environment

DOCUMENT = ROOT / "docs" / "operate" / "settings.md"


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    rows = dict(re.findall(r"^\| `TOANDAN_(\w+)` \| (.*) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(rows) == {variable.name for variable in environment.VARIABLES}
    for variable in environment.VARIABLES:
        default = f"`{variable.default}`" if variable.default else "empty"
        assert rows[variable.name] == f"{default} | {variable.meaning}"


def test_every_secret_is_named_where_it_is_said_to_keep_them() -> None:
    secret = {v.name for v in environment.VARIABLES if re.search("DATABASE_URL|KEY$|TOKEN$|PASSWORD$", v.name)}
    head = DOCUMENT.read_text(encoding="utf-8").split("| Variable |")[0]
    assert set(re.findall(r"`TOANDAN_(\w+)`", head)) == secret


def test_every_setting_is_read_somewhere() -> None:
    text = "\n".join(f.read_text(encoding="utf-8") for f in modules(PACKAGE / "house"))
    unread = [v.name for v in environment.VARIABLES if not re.search(rf'(read|yes)\("{v.name}"\)', text)]
    assert unread == []


def test_an_undeclared_setting_cannot_be_read() -> None:
    with pytest.raises(StopIteration):
        environment.read("NO_SUCH_SETTING")


@pytest.mark.parametrize(("text", "meant"), [("yes", True), ("1", True), (" ON ", True), ("no", False), ("", False)])
def test_yes_and_no_are_read_as_people_write_them(text: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOANDAN_HTTPS", text)
    assert environment.yes("HTTPS") is meant


SETTINGS = "from toandan.house import settings as s\n"


def test_https_makes_cookies_secure_and_binds_browsers_to_it() -> None:
    ask = SETTINGS + "answer([getattr(s, 'SESSION_COOKIE_SECURE', False), getattr(s, 'SECURE_HSTS_SECONDS', 0) > 0])"
    with bench() as plain, bench(TOANDAN_HTTPS="yes") as secure:
        assert plain.python(ask) == [False, False]
        assert secure.python(ask) == [True, True]


def test_session_minutes_end_a_session() -> None:
    with bench(TOANDAN_SESSION_MINUTES="7") as place:
        assert place.python(SETTINGS + "answer(s.SESSION_COOKIE_AGE)") == 420


def test_the_keys_differ_between_installations_and_stay_the_same_in_one() -> None:
    with bench() as one, bench() as other:
        first = one.python(SETTINGS + "answer([s.SECRET_KEY, s.SCOPE_KEY])")
        assert one.python(SETTINGS + "answer([s.SECRET_KEY, s.SCOPE_KEY])") == first
        assert not set(first) & set(other.python(SETTINGS + "answer([s.SECRET_KEY, s.SCOPE_KEY])"))


def test_a_secret_key_of_the_operators_is_used() -> None:
    with bench(TOANDAN_SECRET_KEY="of the operator") as place:
        assert place.python(SETTINGS + "answer(s.SECRET_KEY)") == "of the operator"


def test_passwords_are_kept_by_the_whole_work_of_argon2() -> None:
    """The tests themselves run with less; this reads what the program's own settings say."""
    from toandan.house import settings as program

    assert program.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_the_program_works_with_a_login_of_its_own_and_never_with_debug() -> None:
    from django.conf import settings

    assert settings.DEBUG is False
    assert settings.DATABASES["default"]["USER"] != settings.DATABASES["owner"]["USER"]
    assert "unsafe-inline" not in str(settings.CONTENT_SECURITY_POLICY)
    assert "http" not in str(settings.CONTENT_SECURITY_POLICY)
