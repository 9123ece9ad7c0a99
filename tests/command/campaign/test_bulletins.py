"""The bulletin: drafted, worded, signed at a seal; the same figures for ever, and corrections in the next one."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client

from tests.command.campaign import town as t
from tests.command.campaign.test_board import order_of
from tests.officers_help import actor_for
from toandan.command.campaign import operations, queries
from toandan.command.campaign.operations import UnableToIssue
from toandan.command.campaign.queries import BulletinUnknown, OrderUnknown
from toandan.command.campaign.words import BulletinProof, BulletinState, CampaignPermission, Section
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as books
from toandan.record.ledger.words import Verb
from toandan.record.officers.operations import acting, add_client
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
DAY = t.START + timedelta(days=10)


@pytest.fixture
def town():
    order_of(t.unit("01"))
    return t.lived_in(3, days=8)


def drafted(day=DAY, **more):
    asked = {"actor": the_house(), "now": t.LATER, "client_key": uuid4(), "order": "ML01", "as_of": day}
    return operations.draft_bulletin(**(asked | more))


def signed(day=DAY, **more):
    """Sign the words as they stand, unless another version is said to have been seen."""
    asked = {"actor": the_house(), "now": t.LATER, "client_key": uuid4(), "order": "ML01", "as_of": day}
    with reading(the_house()):
        stands = next((row.version for row in queries.bulletins("ML01") if row.as_of == day), 1)
    return operations.sign_bulletin(**({"version": stands} | asked | more))


def worded(remarks, version=1, **more):
    asked = {"actor": the_house(), "now": t.LATER, "order": "ML01", "as_of": DAY, "version": version}
    return operations.word_bulletin(**(asked | more), remarks=remarks)


def printed(day=DAY):
    with reading(the_house()):
        return queries.bulletin("ML01", day)


def proof(day=DAY):
    with reading(the_house()):
        return queries.prove(queries.bulletin("ML01", day))


def test_a_signed_bulletin_says_what_the_board_of_its_seal_says(town):
    drafted()
    row = signed()
    with reading(the_house()):
        board = queries.board(order="ML01", as_of=DAY, entry=row.entry)
    assert (row.state, row.number, row.entry) == (BulletinState.SIGNED, 1, town.entries[-1])
    assert row.figures is not None
    assert (row.figures.total.target, row.figures.total.done) == (board.total.target, board.total.done)
    assert [r.code for r in row.figures.rows] == [r.code for r in board.rows]
    assert row.figures.total.target == row.figures.total.done + sum(row.figures.residual.values())
    assert printed() == row
    assert (row.figures.day, row.figures.days) == (10, 41)


@pytest.mark.parametrize("folding", [False, True])
def test_a_late_entry_changes_no_figure_and_stands_in_the_next_bulletin(town, folding):
    drafted()
    first = signed()
    late = town.open(t.places()[0], t.DUE, 2, on=DAY - timedelta(days=1), verb=Verb.REGISTERED)
    if folding:
        assert ledger.fold() > 0
    assert printed() == first
    assert proof() == BulletinProof(kept=True, derived=True)

    drafted(DAY + timedelta(days=1))
    second = signed(DAY + timedelta(days=1))
    if folding:
        ledger.fold()
    assert printed() == first
    assert proof().derived
    (correction,) = second.figures.corrections
    assert correction.target_now - correction.target_then == len(late)
    assert correction.code == "00091"
    assert (second.figures.previous.number, second.number) == (1, 2)


def test_without_late_entries_nothing_is_corrected(town):
    drafted()
    signed()
    drafted(DAY + timedelta(days=1))
    assert signed(DAY + timedelta(days=1)).figures.corrections == ()


def test_a_bulletin_is_signed_once(town):
    drafted()
    key = uuid4()
    first = signed(client_key=key)
    assert signed(client_key=key) == first
    with pytest.raises(UnableToIssue) as refused:
        signed()
    assert refused.value.code == "signed"
    with pytest.raises(UnableToIssue) as refused:
        worded({"preface": {"vi": "Sửa"}})
    assert refused.value.code == "signed"
    assert printed() == first


def test_what_fails_leaves_no_seal_and_no_gap(town):
    with pytest.raises(BulletinUnknown):
        signed()
    drafted()
    drafted(DAY + timedelta(days=1))
    signed(DAY + timedelta(days=1))
    with pytest.raises(UnableToIssue) as refused:
        signed()
    assert refused.value.code == "day_published"
    drafted(DAY + timedelta(days=2))
    assert signed(DAY + timedelta(days=2)).number == 2
    assert len(books.seals()) == 2


@pytest.mark.parametrize(
    ("day", "code"),
    [(t.START - timedelta(days=1), "day_outside_order"), (date(2023, 7, 21), "day_outside_order")],
)
def test_a_day_outside_the_order_has_no_bulletin(town, day, code):
    with pytest.raises(UnableToIssue) as refused:
        drafted(day)
    assert refused.value.code == code


def test_drafting_again_finds_the_draft(town):
    assert drafted() == drafted()
    with pytest.raises(OrderUnknown):
        drafted(order="ML99")


def test_words_are_kept_and_nobodys_are_lost(town):
    drafted()
    row = worded({"preface": {"vi": " Đến nay {done}  người ", "en": ""}, "nowhere": {"vi": "x"}})
    assert row.remarks == {Section.PREFACE: {"vi": "Đến nay {done} người"}}
    assert worded({"preface": {"vi": "Đến nay {done} người"}}).version == row.version == 2
    with pytest.raises(UnableToIssue) as refused:
        worded({"preface": {"vi": "Khác"}}, version=1)
    assert refused.value.code == "words_changed"


def test_nobody_signs_words_they_did_not_see(town):
    drafted()
    worded({"preface": {"vi": "Các đơn vị cố gắng."}})
    with pytest.raises(UnableToIssue) as refused:
        signed(version=1)
    assert refused.value.code == "words_changed"
    assert signed(version=2).number == 1


@pytest.mark.parametrize("code", ["figure", "placeholder", "long"])
def test_figures_cannot_be_typed(town, code):
    drafted()
    text = {"figure": "Đạt 90% rồi", "placeholder": "Đạt {rates}", "long": "a" * 601}[code]
    with pytest.raises(UnableToIssue) as refused:
        worded({"preface": {"vi": text}})
    assert refused.value.code == f"words_{code}"
    assert printed().remarks == {}


def test_only_who_holds_the_words_drafts_and_signs(town):
    district = actor_for("tay.ho", Role.DISTRICT_POLICE, t.unit("003"))
    city = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, t.unit("01"))
    with pytest.raises(NotAllowed):
        drafted(actor=district)
    drafted(actor=city)
    with reading(district):
        assert queries.bulletins("ML01") == []
    with pytest.raises(NotAllowed):
        signed(actor=district)
    assert signed(actor=city).signed_by == city.name
    with reading(district):
        assert [row.number for row in queries.bulletins("ML01")] == [1]


def test_the_database_lets_nobody_change_a_signed_one(town):
    drafted()
    signed()
    with acting(the_house()), connections["default"].cursor() as cursor:
        cursor.execute("UPDATE campaign_bulletin SET remarks = '{}', version = 9")
        assert cursor.rowcount == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("DELETE FROM campaign_bulletin")


def test_a_forged_figure_would_be_seen(town):
    drafted()
    row = signed()
    assert proof() == BulletinProof(kept=True, derived=True)
    forged = replace(row.figures, total=replace(row.figures.total, done=row.figures.total.done + 1))
    with reading(the_house()):
        assert queries.prove(replace(row, figures=forged)) == BulletinProof(kept=False, derived=False)
        other = replace(row, remarks={Section.PREFACE: {"vi": "Khác"}})
        assert queries.prove(other) == BulletinProof(kept=False, derived=True)


def test_other_systems_read_what_was_signed_and_drafts_of_their_own_order(town):
    def system(code):
        token = add_client(
            actor=the_house(), now=t.LATER - timedelta(days=400), name=f"may-{code}", unit=t.unit(code),
            permissions=[CampaignPermission.READ],
        )  # fmt: skip
        return Client(headers={"Authorization": f"Bearer {token}"})

    city, ward = system("01"), system("00091")
    asked = f"/api/v1/bulletin?order=ML01&date={DAY}"
    draft = city.get(asked).json()
    assert (draft["state"], draft["number"]) == (None, None)
    assert ward.get(asked).status_code == 403, "a draft tells of the whole order"
    drafted()
    row = signed()
    told = ward.get(asked + "&language=en").json()
    assert (told["number"], told["entry"], told["digest"]) == (1, row.entry, row.digest)
    assert told["figures"]["total"]["done"] == row.figures.total.done
    assert "Day 10 of 41" in " ".join(told["text"].split())
    assert city.get(f"/api/v1/bulletin?order=ML02&date={DAY}").status_code == 404
