"""A town of two districts with one commune that is nearly done, and its order before the public."""

from datetime import timedelta
from uuid import uuid4

from tests.command.campaign import town as t
from tests.command.campaign.test_board import order_of
from toandan.command.publication import operations, queries
from toandan.ground.kernel.actor import the_house

DAY = t.START + timedelta(days=10)
NEARLY, BESIDE, FINISHED, OTHER, BEGUN = "00091", "00094", "00097", "00115", "00118"
"""Codes of communes: the first three in one district, of which three people are left in the first."""
PEOPLE = {NEARLY: (40, 3), BESIDE: (30, 25), FINISHED: (20, 0), OTHER: (50, 60), BEGUN: (60, 70)}
"""People done and remaining at the beginning."""


def town():
    """Give the order over the city, let the people live there, and open it to the public."""
    order_of(t.unit("01"))
    made = t.Town()
    for code, (done, left) in PEOPLE.items():
        made.open(t.unit(code), t.ISSUED, done)
        if left:
            made.open(t.unit(code), t.DUE, left)
    opened()
    return made


def opened(**more):
    asked = {"actor": the_house(), "now": t.LATER, "client_key": uuid4(), "order": "ML01", "reason": "Để dân biết"}
    return operations.open_to_public(**(asked | more))


def publish(day=DAY, **more):
    return operations.publish(**({"actor": the_house(), "now": t.LATER, "order": "ML01", "as_of": day} | more))


def read(day=None):
    """What anybody is shown."""
    with queries.reading_as_anybody():
        return queries.day("ML01", day)


def figures(day=None):
    """Target and done of every unit that is shown, by code."""
    return {u.code: (u.figures["card"].target, u.figures["card"].done) for u in read(day).units if u.shown}
