"""`toandan officer` and `toandan journal` as an operator types them."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner, Result

from tests.officers_help import PASSWORD, make_officer
from toandan.faces.cli import journal, officers, terminal
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers import operations, queries
from toandan.record.officers.models import Officer
from toandan.record.units import queries as units


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def run(app: object, *typed: str, text: str = "") -> Result:
    return CliRunner().invoke(app, list(typed), input=text)  # type: ignore[arg-type]


ADD = (
    "add",
    "truc.bach",
    "--display-name",
    "Lê A",
    "--role",
    "commune_police",
    "--unit",
    "00004",
    "--as-of",
    "2023-06-03",
)


@pytest.mark.django_db
class TestOfficer:
    def test_add_makes_and_appoints(self) -> None:
        assert run(officers.app, *ADD, "--password-stdin", text=f"{PASSWORD}\n").exit_code == 0
        rows = json.loads(run(officers.app, "list", "--json").stdout)
        assert [(row["username"], row["posts"][0]["role"], row["posts"][0]["unit"]) for row in rows] == [
            ("truc.bach", "commune_police", "00004")
        ]
        assert Officer.objects.get().check_password(PASSWORD)

    def test_a_role_that_is_none_leaves_no_account_behind(self) -> None:
        typed = [word if word != "commune_police" else "king" for word in ADD]
        done = run(officers.app, *typed, "--password-stdin", text=f"{PASSWORD}\n")
        assert isinstance(done.exception, UnableTo)
        assert not Officer.objects.exists()

    def test_appoint_as_an_officer_needs_that_officers_permission(self) -> None:
        make_officer("xa.mot", "commune_police", units.root().number)
        typed = ("appoint", "xa.mot", "--role", "auditor", "--unit", "01", "--reason", "QĐ", "--as", "xa.mot")
        assert isinstance(run(officers.app, *typed).exception, UnableTo)

    def test_a_code_is_printed_in_a_demonstration_only(self, settings: object) -> None:
        officer = make_officer("xa.demo", "commune_police", units.root().number)
        operations.give_one_time_codes(actor=the_house(), now=datetime.now(UTC), officer=officer.pk)
        assert run(officers.app, "code", "xa.demo").exit_code == 1
        settings.DEMO = True  # type: ignore[attr-defined]
        done = run(officers.app, "code", "xa.demo")
        assert done.exit_code == 0
        assert len(done.stdout.strip()) == 6
        assert run(officers.app, "code", "nobody").exit_code == 1

    def test_a_client_gets_a_token_and_loses_it(self) -> None:
        token = run(officers.app, "client", "kit", "--unit", "01", "--permission", "units.unit.read").stdout.strip()
        assert queries.client_of(token, now=datetime.now(UTC)) is not None
        assert run(officers.app, "client", "kit", "--end").exit_code == 0
        assert queries.client_of(token, now=datetime.now(UTC)) is None

    def test_a_lost_device_is_reset(self) -> None:
        officer = make_officer("xa.lost", "commune_police", units.root().number)
        operations.give_one_time_codes(actor=the_house(), now=datetime.now(UTC), officer=officer.pk)
        assert run(officers.app, "reset-factor", "xa.lost", "--reason", "Mất điện thoại").exit_code == 0
        assert queries.factors(officer.pk) == []


def test_the_journal_is_sealed_verified_and_its_break_told(own_database: str) -> None:
    from toandan.house.database import logins

    make_officer("xa.mot", "commune_police", units.root().number)
    sealed = json.loads(run(journal.app, "seal", "--json").stdout)
    assert (sealed["seal"], len(sealed["signature"])) == (1, 128)
    report = json.loads(run(journal.app, "verify", "--json").stdout)
    assert (report["holds"], report["lines"], report["broken"]) == (True, 3, None)
    assert "holds" in run(journal.app, "verify").stdout
    with logins.connect_owner(dbname=own_database) as owner:
        owner.execute("UPDATE journal_line SET actor_name = 'x' WHERE verb = 'officers.post.appoint'")
    done = run(journal.app, "verify", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["broken"]["fault"] == "changed"
    assert "NOT hold" in run(journal.app, "verify").stdout
