"""A small area that is merged: three communes of two districts of Hà Nội, and the real units they become."""

from datetime import UTC, date, datetime

from tests.command.campaign import town
from toandan.command.reorganisation import operations
from toandan.ground.kernel.actor import the_house
from toandan.record.units import queries as units

ON = date(2025, 7, 1)
NOW = datetime(2025, 8, 1, 3, tzinfo=UTC)
WHOLE = ("00001", "00097")
"""Phúc Xá goes wholly to Hồng Hà."""
DIVIDED = ("00007", ("00008", "00025"))
"""Cống Vị goes in parts to Ngọc Hà and Giảng Võ."""
HOUSE = the_house()


def old(code):
    return town.unit(code)


def new(code):
    return units.by_code(code, as_of=ON).number


def text(*lines, head="old_code,new_code,part,address,default"):
    return "\n".join([head, *lines]).encode()


def usual(address="", default=""):
    first, second = DIVIDED[1]
    return text(
        f"{WHOLE[0]},{WHOLE[1]},full,,",
        f"{DIVIDED[0]},{first},partial,{address},{default}",
        f"{DIVIDED[0]},{second},partial,,",
    )


def reorganise(content, *, actor=HOUSE, rest=False, people=None, on=ON, now=NOW):
    run = operations.receive(
        actor=actor, now=now, content=content, file_name="thu.csv", on=on, rest=rest, reason="1656/NQ-UBTVQH15"
    )
    return operations.carry_out(actor=actor, now=now, run=run.run, people=people)
