"""The nightly job publishes the day that is due, and no day twice."""

import pytest

from tests.command.publication import town as p
from tests.record.journal.lines import every_line
from toandan.faces.jobs import publication

pytestmark = pytest.mark.django_db


def test_the_night_publishes_what_is_due_once():
    p.town()
    for _ in range(2):
        publication.publish(0)
    assert p.read().top.figures["card"].done == 200
    assert [line.verb for line in every_line()].count("publication.day.publish") == 1
