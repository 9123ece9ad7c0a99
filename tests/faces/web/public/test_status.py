"""How far a dossier is, from the receipt to the public page: nobody is named, and codes cannot be tried out."""

import re
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.utils.timezone import localdate

from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from tests.work.movements.conftest import DUE, NOW, settle
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import operations as ledger
from toandan.record.ledger.words import Card, EId, Line, Standing, Verb
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.movements.models import Receipt

pytestmark = pytest.mark.django_db
STATUS = "/public/vi/status/"
NAME = "Nguyễn Thị Kín"


def asked(code: str, language: str = "vi") -> str:
    answer = Client(enforce_csrf_checks=True).post(STATUS.replace("vi", language, 1), {"code": code})
    assert (answer.headers["Cache-Control"], answer.cookies) == ("no-store", {}), "kept by nobody"
    return answer.content.decode()


def moved(person: int, verb: Verb, before: Standing, after: Standing) -> None:
    unit = unit_of("00001")
    ledger.post(
        actor=the_house(), now=NOW, verb=verb, occurred_on=localdate(NOW), client_key=uuid4(), reason="thử",
        lines=[Line(person, (unit, before.code), (unit, after.code))],
    )  # fmt: skip


def test_a_receipt_tells_how_far_the_dossier_is_and_nothing_else() -> None:
    person = settle(full_name=NAME)
    officer = signed_in_client(make_officer("phuc.xa", Role.COMMUNE_POLICE, unit_of("00001")))
    address = f"/people/{person}/dossier/"
    assert officer.get(f"{address}receipt/").status_code == 404, "no dossier, no receipt"
    key = str(uuid4())
    told = {"occurred_on": f"{localdate(NOW):%d/%m/%Y}", "reason": "đến làm thẻ", "client_key": key}
    for _ in range(2):
        assert officer.post(address, told)["Location"] == f"{address}receipt/"
    paper = officer.get(f"{address}receipt/").content.decode()
    code = re.search(r"<strong>(\w{4}(?:-\w{4}){3})</strong>", paper)[1]
    assert NAME in paper and STATUS in paper
    stranger = signed_in_client(make_officer("truc.bach", Role.COMMUNE_POLICE, unit_of("00004")))
    assert stranger.get(f"{address}receipt/").status_code == 404

    said = asked(code.lower().replace("-", " "))
    assert "thẻ đang được làm" in said and f"{localdate():%d/%m/%Y}" in said
    assert NAME not in said and "Phúc Xá" not in said
    applied = DUE.but(card=Card.APPLIED, eid=EId.APPLIED)
    made = applied.but(card=Card.PRODUCED)
    moved(person, Verb.CARD_PRODUCED, applied, made)
    said = asked(code, "en")
    assert "on its way" in said and "The account was asked for." in said
    moved(person, Verb.CARD_DELIVERED, made, made.but(card=Card.ISSUED))
    assert "Thẻ đã trao" in asked(code)
    with reading(the_house()):
        assert Receipt.objects.count() == 1, "one form, one receipt"
        kept = Receipt.objects.get()
    assert code.encode() not in bytes(kept.code)


def test_codes_cannot_be_tried_out_nor_receipts_forged() -> None:
    wrong = [asked("ABCD-EFGH-JKMN-PQRS"), asked("2222-2222-2222-2222"), asked("x")]
    texts = {re.sub(r'value="[^"]*"', "", page) for page in wrong}
    assert len(texts) == 1, "mistyped and unknown codes are answered alike"
    person = settle()
    with acting(the_house()), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO movements_receipt (person_id, entry_id, client_key, code, unit_no, made_at) "
            "VALUES (%s, 1, %s, 'x', %s, now())", [person, uuid4(), unit_of("00004")],
        )  # fmt: skip
    tries = [Client().post(STATUS, {"code": "x"}, REMOTE_ADDR="203.0.113.9").status_code for _ in range(60)]
    assert tries[0] == 422 and tries[-1] == 429
    assert Client().get(STATUS).status_code == 200
