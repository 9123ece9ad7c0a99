"""Since when a unit is behind, and what is told of it (quy tắc)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from toandan.command.campaign.words import RESIDUAL_KINDS, BoardRow, Counters, Status
from toandan.command.evaluation import rules
from toandan.command.evaluation.words import Reason
from toandan.ground.forecast.signs import Sign, SignKind
from toandan.record.units.words import UnitLevel

TODAY, DEADLINE = date(2023, 6, 3), date(2023, 6, 30)
ROW = BoardRow(
    code="00001", number=10_000_001, last=10_000_001, name_vi="Phường Phúc Xá", name_en="Phuc Xa ward",
    level=UnitLevel.COMMUNE, parent="001", target=1000, goal=1000, done=500, rate=Decimal("50.0"),
    counters=Counters(500, 500, 0, 0), residual=dict.fromkeys(RESIDUAL_KINDS, 0), completed_on=None,
    pace=Decimal("5.0"), pace_needed=Decimal("18.6"), status=Status.LATE, status_before=None, rank=1, urgency=1,
    units=1, units_complete=0, spark=(5,) * 14,
)  # fmt: skip


def told(row: BoardRow = ROW, signs: tuple[Sign, ...] = (), *, silent: bool = False, overdue: tuple[date, ...] = ()):
    return rules.notices(row, as_of=TODAY, deadline=DEADLINE, signs=signs, silent=silent, overdue=overdue)


def test_behind_begins_on_the_first_day_of_a_run_whose_week_fell_short() -> None:
    # Until five days ago 40 a day were made, which was enough; the week's mean falls short some days later.
    row = replace(ROW, spark=(40,) * 9 + (0,) * 5)
    since = rules.behind_since(row, TODAY, DEADLINE)
    assert since is not None

    def short(day: date) -> bool:
        back = (TODAY - day).days
        week = row.spark[14 - back - 7 : 14 - back]
        left = row.goal - (row.done - sum(row.spark[14 - back :]))
        return sum(week) / 7 < left / (DEADLINE - day).days

    assert all(short(since + timedelta(days=n)) for n in range((TODAY - since).days + 1))
    assert not short(since - timedelta(days=1))


def test_whoever_was_always_behind_has_no_first_day() -> None:
    assert rules.behind_since(ROW, TODAY, DEADLINE) is None
    assert told()[0].since is None


@given(st.lists(st.integers(0, 60), min_size=7, max_size=28), st.integers(0, 900))
def test_the_first_day_never_lies_after_today_nor_before_what_is_known(spark: list[int], left: int) -> None:
    row = replace(ROW, spark=tuple(spark), goal=sum(spark) + left, done=sum(spark))
    since = rules.behind_since(row, TODAY, DEADLINE)
    assert since is None or TODAY - timedelta(days=len(spark) - 7) <= since <= TODAY + timedelta(days=1)


def test_the_gravest_is_told_first() -> None:
    signs = (Sign(SignKind.ODD, TODAY, 90, 5), Sign(SignKind.DROPPED, TODAY, 3, 30))
    found = told(signs=signs, overdue=(date(2023, 5, 30), date(2023, 6, 1)))
    assert [n.reason for n in found] == [Reason.DROPPED, Reason.BEHIND, Reason.LISTS_OVERDUE, Reason.ODD]
    lists = found[2]
    assert (lists.observed, lists.since) == (2, date(2023, 5, 31))


def test_standing_still_without_dossiers_is_silence() -> None:
    still = (Sign(SignKind.STALLED, TODAY, 0, 12),)
    assert told(signs=still)[0].reason is Reason.STALLED
    assert told(signs=still, silent=True)[0].reason is Reason.SILENT


def test_a_unit_on_pace_is_told_nothing() -> None:
    assert told(replace(ROW, status=Status.ON_PACE)) == ()


def test_what_holds_people_up_is_neither_the_untouched_nor_those_on_the_way() -> None:
    residual = ROW.residual | {"untouched": 300, "in_progress": 90, "absent": 50, "homebound": 60, "abroad": 0}
    assert rules.obstacles(replace(ROW, residual=residual)) == (("homebound", 60), ("absent", 50))
