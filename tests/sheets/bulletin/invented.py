"""Figures of an invented bulletin, as large or as small as a test wants them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from toandan.command.campaign.words import (
    RESIDUAL_KINDS,
    BulletinFigures,
    BulletinRow,
    BulletinState,
    CommuneFigures,
    Correction,
    Counters,
    DayPoint,
    Foresight,
    Measure,
    Previous,
    Section,
    Status,
    UnitFigures,
)

START, DAY, DEADLINE = date(2023, 5, 20), date(2023, 6, 3), date(2023, 6, 30)
NOW = datetime(2023, 6, 3, 10, tzinfo=UTC)


def unit(name="Quận Ba Đình", rate="70.8", status=Status.ON_PACE, code="001", complete=1, units=14):
    return UnitFigures(
        code=code, name_vi=name, name_en="Ba Dinh District", target=1000, goal=1000,
        done=1000 if status is Status.DONE else 708, rate=Decimal(rate), today=12, pace=Decimal("12.8"),
        pace_needed=Decimal("56.3"), status=status, completed_on=None, units=units, units_complete=complete,
    )  # fmt: skip


def figures(rows=None, communes=14, corrections=0, **changes):
    rows = [unit()] if rows is None else rows
    made = BulletinFigures(
        order="ML01", title_vi="Mệnh lệnh 01: phủ căn cước", title_en="Order 01: a card for everyone", issuer="",
        measure=Measure.CARD, starts_on=START, deadline=DEADLINE, as_of=DAY, entry=2801, units=579, reported=520,
        total=unit("Thành phố Hà Nội", "70.8", code="01", complete=45, units=579), rows=tuple(rows),
        communes=tuple(
            CommuneFigures(f"{i:05}", f"Phường số {i}", f"Ward {i}", rows[i % len(rows)].code, 10, 7, Decimal("70.0"),
                           Status.DONE if i % 13 == 0 else Status.LATE)
            for i in range(communes)
        ),
        residual=dict.fromkeys(RESIDUAL_KINDS, 3), counters=Counters(1, 2, 3, 4),
        series=tuple(DayPoint(START + timedelta(days=i), 1000, 50 * i) for i in range(15)),
        foresight=Foresight(80, date(2023, 6, 20), date(2023, 6, 24), None), previous=Previous(13, DAY, 2700),
        corrections=tuple(
            Correction(f"{i:05}", f"Phường số {i}", f"Ward {i}", "001", 10, 5, 11, 4) for i in range(corrections)
        ),
    )  # fmt: skip
    return replace(made, **changes)


def row(remarks=None, *, signed=True):
    return BulletinRow(
        bulletin_id=1, order="ML01", unit=1, as_of=DAY, state=BulletinState.SIGNED if signed else BulletinState.DRAFTED,
        version=1, remarks=remarks or {}, number=14 if signed else None, entry=2801 if signed else None, figures=None,
        digest="ab" * 32 if signed else None, drafted_at=NOW, drafted_by="x", changed_at=NOW, changed_by="x",
        signed_at=NOW if signed else None, signed_by="thanh.pho" if signed else None,
    )  # fmt: skip


def wordy(letters=600):
    """Remarks of the greatest length in every section and both languages."""
    words = ("Các đơn vị tiếp tục cố gắng và " * 30)[:letters]
    return {section: {"vi": words, "en": words} for section in Section}
