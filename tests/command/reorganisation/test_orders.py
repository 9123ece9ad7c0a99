"""An order outlives the unit it was given by: its successor signs the bulletins and answers for what is published."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.command.campaign import town as t
from tests.command.reorganisation.mapping import HOUSE, NOW, ON, WHOLE, new, old, reorganise, usual
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from toandan.command.campaign import operations, queries
from toandan.command.campaign.words import BulletinState
from toandan.command.publication import operations as publication
from toandan.command.publication import queries as published
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
EVE, AFTER = ON - timedelta(days=1), ON + timedelta(days=3)


@pytest.fixture
def before():
    """The old city's officer, with an order that is public, one bulletin signed and one drafted."""
    made = t.Town()
    for code in (WHOLE[0], "00007"):
        made.open(old(code), t.DUE, 20)
    operations.create_order(
        actor=HOUSE, now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh", title_en="Order",
        scope=old("01"), starts_on=t.START, deadline=date(2025, 12, 31),
    )  # fmt: skip
    actor = actor_for("thanh.pho.cu", Role.CITY_HEADQUARTERS, old("01"))
    told = {"actor": actor, "now": NOW, "order": "ML01"}
    first = operations.draft_bulletin(**told, client_key=uuid4(), as_of=EVE)
    operations.sign_bulletin(**told, client_key=uuid4(), as_of=EVE, version=first.version)
    operations.draft_bulletin(**told, client_key=uuid4(), as_of=ON)
    publication.open_to_public(**told, client_key=uuid4(), reason="Để người dân theo dõi")
    assert publication.publish(**told, as_of=EVE)
    return actor


def test_who_carries_the_city_on_signs_the_next_bulletin_and_answers_for_the_public(before):
    city = actor_for("thanh.pho.moi", Role.CITY_HEADQUARTERS, new("01"))
    told = {"actor": city, "now": LATER, "order": "ML01"}
    with pytest.raises(NotAllowed):
        operations.draft_bulletin(**told, client_key=uuid4(), as_of=AFTER)
    with pytest.raises(NotAllowed):
        publication.stop(**told, reason="x")
    reorganise(usual())
    of = queries.order("ML01")
    assert (of.scope, of.answers) == (old("01"), new("01"))
    with reading(city):
        (draft,) = [row for row in queries.bulletins("ML01") if row.state is BulletinState.DRAFTED]
    operations.sign_bulletin(**told, client_key=uuid4(), as_of=ON, version=draft.version)
    made = operations.draft_bulletin(**told, client_key=uuid4(), as_of=AFTER)
    signed = operations.sign_bulletin(**told, client_key=uuid4(), as_of=AFTER, version=made.version)
    assert (signed.number, signed.figures.total.target, signed.figures.previous.number) == (3, 40, 2)
    assert publication.publish(**told, as_of=AFTER)
    publication.withhold(**told, client_key=uuid4(), unit=WHOLE[0], reason="Số liệu đang rà soát")
    with reading(city):
        assert [row.unit for row in published.withheld("ML01")] == [WHOLE[0]]
    publication.release(**told, unit=WHOLE[0], reason="Đã rà soát")
    publication.stop(**told, reason="Đã có mệnh lệnh mới")
    with pytest.raises(NotAllowed):
        publication.resume(actor=before, now=LATER, order="ML01", reason="x")
    verbs = [line.verb for line in every_line()]
    assert (verbs.count("campaign.order.repoint"), verbs.count("publication.order.repoint")) == (1, 1)


def test_nobody_takes_an_order_over_by_sql(before):
    city = actor_for("thanh.pho.moi", Role.CITY_HEADQUARTERS, new("01"))
    for function in ("campaign_lead", "publication_lead"):
        with pytest.raises(ProgrammingError), transaction.atomic(), acting(city), connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s, %s)", [old("01"), new("01"), city.name])
