"""Reminding once for each addressee and day, and taking to the next level once what is late for long."""

from datetime import timedelta

import pytest

from tests.record.journal.lines import every_line
from tests.work.directives.conftest import LATER, NOW, TODAY, District, task
from tests.work.directives.test_life import acknowledge, report
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.directives import operations, queries
from toandan.work.directives.words import AddresseeRow, Place

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE = (LATER - TODAY).days


def numbers(rows: list[AddresseeRow]) -> list[int]:
    return sorted(row.at.number for row in rows)


def reminded(days: int, actor: Actor | None = None) -> list[int]:
    return numbers(operations.remind(actor=actor or the_house(), now=NOW + days * DAY))


def escalated(days: int, actor: Actor | None = None) -> list[int]:
    return numbers(operations.escalate(actor=actor or the_house(), now=NOW + days * DAY))


def lines(verb: str) -> list[int]:
    return sorted(line.unit_no for line in every_line() if line.verb == f"directives.directive.{verb}")


def test_from_three_days_before_the_day_until_the_report(town: District) -> None:
    paper = town.issued()
    both = sorted([town.ward_no, town.justice_no])
    assert reminded(DUE - 4) == []
    assert reminded(DUE - 3) == both
    assert reminded(DUE - 3) == []
    assert reminded(DUE + 1) == both
    acknowledge(town, paper)
    report(town, paper)
    assert reminded(DUE + 2) == [town.justice_no]
    assert lines("remind") == sorted([*both, *both, town.justice_no])


def test_the_issuer_reminds_of_its_own_and_an_addressee_of_nothing(town: District) -> None:
    town.issued()
    town.issued(town.other_no)
    assert len(reminded(DUE, town.committee)) == 3
    assert reminded(DUE + 1, town.police) == []
    assert reminded(DUE + 1, town.justice) == []
    with pytest.raises(NotAllowed):
        reminded(DUE, town.ward)


def test_papers_of_committees_that_no_police_may_read_are_reminded_of_by_the_house(town: District) -> None:
    from uuid import uuid4

    made = town.draft(town.union_no, by=town.committee)
    operations.issue(actor=town.committee, now=NOW, directive=made, client_key=uuid4())
    assert reminded(DUE) == [town.union_no]


def test_what_is_late_for_long_reaches_the_next_level_once(town: District, settings) -> None:
    settings.DIRECTIVE_LATE_DAYS = 3
    town.issued()
    assert escalated(DUE + 3) == []
    both = sorted([town.ward_no, town.justice_no])
    assert escalated(DUE + 4) == both
    assert escalated(DUE + 5) == []
    assert lines("escalate") == [town.unit, town.unit]
    with reading(town.police):
        assert numbers(queries.escalated(Place(town.unit))) == [town.ward_no]


def test_the_setting_says_how_long(town: District, settings) -> None:
    settings.DIRECTIVE_LATE_DAYS = 0
    town.issued(tasks=[task(due_on=TODAY)])
    assert escalated(0) == []
    assert len(escalated(1)) == 2


def test_the_desk_counts_what_waits(town: District) -> None:
    paper = town.issued()
    with reading(town.committee):
        assert queries.to_look_at(Place(town.committee_no, body=True)) == 0
    acknowledge(town, paper)
    report(town, paper)
    with reading(town.committee):
        assert queries.to_look_at(Place(town.committee_no, body=True)) == 1
