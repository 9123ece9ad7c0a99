"""Samples and score sheets of the campaign's two weeks, and an appeal that waits (kiểm tra chọn mẫu, chấm điểm).

Written through the operations officers use. Nobody is moved by them, so the board shows what it must.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from toandan.command.evaluation import operations, queries
from toandan.command.evaluation.words import Criterion
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT, one_per_level
from toandan.work.samples import operations as samples
from toandan.work.samples import queries as drawn
from toandan.work.samples.words import Arm, Discrepancy, DrawnRow, Found, Subject

_WEEK = timedelta(days=6)
_SAMPLED = ((5, 0, 0), (9, 1, 0), (11, 2, 3), (13, 4, 1))
"""Day of the campaign, commune of the shown district by its place, and how many of those done are found wrong."""


def play(work: Casework, *, order: str) -> None:
    """Draw and visit, then score both weeks; the commune that is shown appeals, the best is commended."""
    police = work.actors[SHOWN_DISTRICT]
    communes = units.descendants(police.at, level=UnitLevel.COMMUNE)
    for day, place, wrong in _SAMPLED:
        _sampled(work, communes[place].number, day, wrong)
    first = (work.started, work.started + _WEEK)
    second = (work.started + _WEEK + timedelta(days=1), work.day)
    city = units.by_number(police.at).parent or police.at
    headquarters = officers.actor_by_name("pc06", now=work.evening)
    for actor, top, (since, until) in (
        (police, police.at, first),
        (police, police.at, second),
        (headquarters, city, (work.started, work.day)),
    ):
        operations.score(
            actor=actor, now=_day(work, 15), order=order, top=top, level=UnitLevel.COMMUNE, since=since, until=until,
            client_key=work.key(f"score {top} {since}"),
        )  # fmt: skip
    _told(work, order, communes[0].number)


def _sampled(work: Casework, commune: int, day: int, wrong: int) -> None:
    """Let the district draw a sample, and visit all of it; the last one's people not done are still to be visited."""
    police = work.actors[SHOWN_DISTRICT]
    one = samples.draw(
        actor=police, now=_day(work, day), unit=commune, subject=Subject.CARD, seed=commune * 31 + day,
        client_key=work.key(f"sample {commune}"),
    )  # fmt: skip
    with reading(police):
        people = drawn.drawn(one)
    for row in people:
        if row.arm is Arm.NOT_DONE and day == _SAMPLED[-1][0]:
            continue
        found, kind = _found(row, wrong)
        samples.check(
            actor=police, now=_day(work, day) + timedelta(hours=8), sample_id=one, person=row.person, found=found,
            kind=kind, client_key=work.key(f"check {one} {row.person}"),
        )  # fmt: skip


def _found(row: DrawnRow, wrong: int) -> tuple[Found, Discrepancy | None]:
    if row.arm is Arm.DONE and row.place <= wrong:
        return Found.WRONG, Discrepancy.NOT_HELD
    return (Found.NOT_MET, None) if row.arm is Arm.NOT_DONE and row.place == 1 else (Found.CONFIRMED, None)


def _told(work: Casework, order: str, commune: int) -> None:
    """Let the commune appeal against its progress, and the district commend the unit with the most points."""
    police = work.actors[SHOWN_DISTRICT]
    mine = officers.actor_by_name(one_per_level(work.started)[2].username, now=work.evening)
    with reading(police):
        since, until, level = queries.periods(order=order, top=police.at)[0]
        rows = queries.sheets(order=order, top=police.at, since=since, until=until, level=level)
    own = next(row for row in rows if row.unit == commune)
    asked = next((one.criterion for one in own.figures if one.missing is None), Criterion.PROGRESS)
    operations.appeal(
        actor=mine, now=_day(work, 16), sheet_id=own.sheet_id, criterion=asked, client_key=work.key("appeal"),
        reason="Bộ thiết bị hỏng ba ngày, đã báo Công an huyện; người dân phải hẹn lại sang tuần sau.",
    )  # fmt: skip
    best = max(rows, key=lambda row: row.score or 0)
    operations.commend(
        actor=police, now=_day(work, 16), sheet_id=best.sheet_id, client_key=work.key("commend"),
        words="Hoàn thành vượt tiến độ, số liệu kiểm tra đúng",
    )  # fmt: skip


def _day(work: Casework, number: int) -> datetime:
    """Return a morning of the campaign."""
    return datetime.combine(work.started + timedelta(days=number), time(8), tzinfo=timezone.get_default_timezone())
