"""What is published of an order: late, as of a seal, without small numbers, and for good."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.command.campaign import town as t
from tests.command.publication import town as p
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from toandan.command.campaign import operations as campaign
from toandan.command.publication import models, operations, queries
from toandan.command.publication.operations import UnableToPublish
from toandan.command.publication.queries import NotPublished
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.ledger.words import Verb
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
NEXT = p.DAY + timedelta(days=1)


@pytest.fixture
def town():
    return p.town()


def test_small_numbers_are_not_shown_and_a_late_report_changes_nothing(town):
    assert p.publish()
    shown = p.figures()
    assert shown["01"] == (358, 200)
    assert shown[p.FINISHED] == (20, 20) and shown[p.OTHER] == (110, 50)
    assert {p.NEARLY, p.BESIDE} & set(shown) == set(), "three people are left there, and it is the others' difference"
    before = p.read(p.DAY)
    town.open(t.unit(p.OTHER), t.DUE, 7, on=p.DAY - timedelta(days=1), verb=Verb.REGISTERED)
    assert p.read(p.DAY) == before
    assert not p.publish(), "a day is published once"
    assert p.publish(NEXT)
    assert p.figures(NEXT)[p.OTHER] == (117, 50) and p.figures(p.DAY)[p.OTHER] == (110, 50)
    assert p.read().as_of == NEXT
    verbs = [line.verb for line in every_line() if line.verb.startswith("publication.")]
    assert verbs == ["publication.order.open", "publication.day.publish", "publication.day.publish"]


def test_figures_of_a_signed_bulletin_are_published_as_signed(town):
    house = {"actor": the_house(), "now": t.LATER, "order": "ML01", "as_of": p.DAY}
    campaign.draft_bulletin(**house, client_key=uuid4())
    signed = campaign.sign_bulletin(**house, client_key=uuid4(), version=1)
    town.open(t.unit(p.OTHER), t.DUE, 7, on=p.DAY, verb=Verb.REGISTERED)
    p.publish()
    assert p.figures()["01"] == (signed.figures.total.target, signed.figures.total.done) == (358, 200)
    with queries.reading_as_anybody():
        assert queries.bulletins("ML01") == [(1, p.DAY)]


def test_whoever_was_hidden_stays_hidden_over_days_until_nobody_remains(town):
    p.publish()
    left = [person for person, past in town.histories.items() if past[-1][1:] == (t.unit(p.NEARLY), t.DUE)]
    town.open(t.unit(p.BESIDE), t.ISSUED, 4, on=NEXT, verb=Verb.REGISTERED)
    p.publish(NEXT)
    assert p.BESIDE not in p.figures(NEXT)
    town.serve(NEXT + timedelta(days=1), left)
    beside = [person for person, past in town.histories.items() if past[-1][1:] == (t.unit(p.BESIDE), t.DUE)]
    town.serve(NEXT + timedelta(days=1), beside)
    p.publish(NEXT + timedelta(days=1))
    assert p.figures()[p.NEARLY] == (43, 43) and p.figures()[p.BESIDE] == (59, 59)


def test_a_day_that_would_tell_of_those_before_hides_more(town):
    """Whoever is done may be shown beside the one hidden with them only when that tells nothing of yesterday."""
    days = [p.DAY + timedelta(days=n) for n in range(3)]
    due = lambda code: [who for who, past in town.histories.items() if past[-1][1:] == (t.unit(code), t.DUE)]  # noqa: E731
    town.open(t.unit(p.NEARLY), t.DUE, 7)
    town.open(t.unit(p.FINISHED), t.DUE, 90)
    p.publish(days[0])
    assert {p.NEARLY, p.BESIDE, p.FINISHED} <= set(p.figures()), "ten, 25 and 90 are left"
    town.serve(days[1], due(p.NEARLY)[:7])
    p.publish(days[1])
    assert {p.NEARLY, p.BESIDE} & set(p.figures()) == set()
    town.serve(days[2], due(p.NEARLY))
    p.publish(days[2])
    # With the 90 in the place of who is done, 115 would be left: at least 25 in the other, so three yesterday here.
    assert p.NEARLY not in p.figures() and p.FINISHED in p.figures()


def test_nightly_the_day_before_yesterday_is_not_late_enough_twice(town, settings):
    settings.PUBLIC_DELAY_DAYS = 2
    now = datetime(2023, 6, 1, 18, 30, tzinfo=UTC)
    assert operations.publish_due(actor=the_house("nightly"), now=now) == ["ML01"]
    assert p.read().as_of.isoformat() == "2023-05-31", "it is the second of June in Viet Nam"
    assert operations.publish_due(actor=the_house("nightly"), now=now) == []
    with pytest.raises(UnableToPublish) as early:
        p.publish(p.read().as_of + timedelta(days=1), now=now)
    assert early.value.code == "day_not_due"
    with pytest.raises(UnableToPublish) as passed:
        p.publish(p.DAY, now=now)
    assert passed.value.code == "day_passed"


def test_stopped_nothing_is_shown_and_resumed_everything_is(town):
    p.publish()
    say = {"actor": the_house(), "now": t.LATER, "order": "ML01"}
    operations.stop(**say, reason="Số liệu đang rà soát")
    for ask in (p.read, lambda: p.read(p.DAY)):
        with pytest.raises(NotPublished):
            ask()
    with queries.reading_as_anybody():
        assert (queries.open_orders(), queries.days("ML01")) == ([], [])
        assert models.Row.objects.count() == 0, "the database itself shows nothing"
    with pytest.raises(UnableToPublish):
        p.publish(NEXT)
    operations.resume(**say, reason="Đã rà soát")
    assert p.figures()["01"] == (358, 200)
    with pytest.raises(UnableToPublish):
        operations.stop(**say, reason=" ")


def test_a_withheld_unit_loses_its_figures_and_is_not_worked_out_of_later_days(town):
    p.publish()
    say = {"actor": the_house(), "now": t.LATER, "order": "ML01", "unit": p.OTHER}
    assert p.OTHER in p.figures()
    for _ in range(2):
        operations.withhold(**say, client_key=uuid4(), reason="Đếm lại")
    assert p.OTHER not in p.figures() and p.BEGUN in p.figures()
    p.publish(NEXT)
    assert {p.OTHER, p.BEGUN} & set(p.figures()) == set()
    operations.release(**say, reason="Đã đếm")
    p.publish(NEXT + timedelta(days=1))
    assert {p.OTHER, p.BEGUN} <= set(p.figures())
    with reading(the_house()):
        (row,) = queries.withheld("ML01")
    assert (row.unit, row.reason, row.until) == (p.OTHER, "Đếm lại", t.LATER)


@pytest.mark.parametrize("role", [Role.DISTRICT_POLICE, Role.CITY_HEADQUARTERS])
def test_only_whoever_may_publish_the_whole_order_does(town, role):
    actor = actor_for("quan", role, t.unit("003"))
    say = {"actor": actor, "now": t.LATER, "order": "ML01"}
    for deed in (
        lambda: operations.open_to_public(**say, client_key=uuid4(), reason="x"),
        lambda: operations.stop(**say, reason="x"),
        lambda: operations.withhold(**say, client_key=uuid4(), unit=p.NEARLY, reason="x"),
        lambda: operations.release(**say, unit=p.NEARLY, reason="x"),
        lambda: operations.publish(**say, as_of=p.DAY),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_public_reader_reaches_what_is_published_and_nobody(town):
    p.publish()
    operations.withhold(
        actor=the_house(), now=t.LATER, client_key=uuid4(), order="ML01", unit=p.OTHER, reason="Đếm lại"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
            "AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
            "AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'person_id' "
            "AND NOT a.attisdropped) AND has_table_privilege(c.oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
    assert {"people_person", "ledger_standing"} <= set(tables)
    tables += ["publication_withheld", "publication_memory"]

    def seen():
        with connection.cursor() as cursor:
            return {table: cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    with reading(the_house()):
        everything = seen()
    with queries.reading_as_anybody():
        nothing = seen()
        assert models.Row.objects.filter(done__isnull=False).exists()
    assert everything["people_person"] > 300 and everything["publication_withheld"] == 1
    assert {table: count for table, count in nothing.items() if count} == {}


def test_a_shown_figure_can_be_hidden_but_not_changed_even_with_sql(town):
    p.publish()
    with acting(the_house()):
        changes = [{"done": 1}, {"target": 999}]
        for change in changes:
            with pytest.raises(DatabaseError), transaction.atomic():
                models.Row.objects.filter(code="01").update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            models.Day.objects.update(as_of=NEXT)
    with queries.reading_as_anybody(), pytest.raises(DatabaseError), transaction.atomic():
        models.Row.objects.update(done=None, target=None, rate=None)
    assert replace(p.read(), units=()).threshold == 10 and p.figures()["01"] == (358, 200)
