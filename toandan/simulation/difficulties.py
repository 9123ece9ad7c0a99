"""The difficulties of the campaign's two weeks, and the guidance that came of one (vướng mắc, hướng dẫn).

Written through the operations officers use, on the days they would have been, and one today that can still be answered
in time. A difficulty moves nobody, so the board shows what it must.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.officers import queries as officers
from toandan.record.units import queries as units
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_BODY, SHOWN_DISTRICT, one_per_level
from toandan.work.difficulties import operations
from toandan.work.difficulties.words import Kind

_SCANNER = (
    "Máy quét vân tay của bộ thiết bị lưu động báo lỗi khi tay khô, phải quét lại nhiều lần, người già không lấy được."
)
_GUIDANCE = (
    "1. Lau mặt kính bằng khăn mềm trước mỗi buổi làm việc; làm ẩm ngón tay người dân bằng khăn giấy.\n\n"
    "2. Quét lại tối đa ba lần; ngón không lấy được thì ghi lý do và lấy các ngón còn lại.\n\n"
    "3. Máy vẫn báo lỗi thì báo Công an huyện trong ngày để đổi máy dự phòng; không hẹn người dân quay lại."
)


def play(work: Casework) -> None:
    """Raise, answer and publish; what is late stays at the city, what came in today can still be answered."""
    commune = officers.actor_by_name(one_per_level(work.started)[2].username, now=work.evening)
    _published(work, commune)
    _answered_by_a_body(work, commune)
    _raise(
        work, work.actors[SHOWN_DISTRICT], _day(work, 9), Kind.COOPERATION, 1850,
        "Công nhân các khu công nghiệp tạm trú làm ca, doanh nghiệp chưa bố trí thời gian làm thủ tục.",
    )  # fmt: skip
    _raise(
        work, commune, work.morning, Kind.ABSENCE, 23,
        "Người đi làm ăn xa không về được, gia đình không có số điện thoại liên lạc.",
    )  # fmt: skip


def _published(work: Casework, commune: Actor) -> None:
    """Let the district answer the next day, and publish the answer, which the commune and the city have read."""
    police = work.actors[SHOWN_DISTRICT]
    one = _raise(work, commune, _day(work, 3), Kind.EQUIPMENT, 140, _SCANNER)
    _answer(work, police, 4, one, _GUIDANCE)
    operations.accept(actor=commune, now=_day(work, 5), difficulty=one, client_key=work.key("accept"))
    made = operations.publish(
        actor=police, now=_day(work, 5), issuer=police.at, kind=Kind.EQUIPMENT, text=_GUIDANCE, difficulty=one,
        title="Xử lý khi máy quét vân tay không nhận", client_key=work.key("guidance"),
    )  # fmt: skip
    for reader in (commune, officers.actor_by_name("pc06", now=work.evening)):
        operations.take_note(actor=reader, now=_day(work, 6), guidance=made, version=1)


def _answered_by_a_body(work: Casework, commune: Actor) -> None:
    """Let the justice office answer; the commune has not said yet whether that resolves it."""
    text = "Người già không có giấy khai sinh, sổ hộ tịch lưu tại xã bị thất lạc các năm 1954–1965."
    one = _raise(work, commune, _day(work, 8), Kind.PAPERS, 37, text)
    body = units.seat_of_post(SHOWN_BODY, as_of=work.day).number
    operations.assign(
        actor=work.actors[SHOWN_DISTRICT], now=_day(work, 9), difficulty=one, to=body, client_key=work.key("assign"),
        note="Đề nghị phòng Tư pháp hướng dẫn",
    )  # fmt: skip
    answerer = officers.actor_by_name(SHOWN_BODY.lower(), now=work.evening)
    _answer(work, answerer, 10, one, "Đối chiếu sổ lưu tại phòng Tư pháp; ai không có tên thì đăng ký lại khai sinh.")


def _raise(work: Casework, actor: Actor, now: datetime, kind: Kind, people: int, text: str) -> int:
    return operations.raise_difficulty(
        actor=actor, now=now, unit=actor.at, kind=kind, text=text, people=people, client_key=work.key(f"raise {kind}")
    )


def _answer(work: Casework, actor: Actor, day: int, one: int, text: str) -> None:
    operations.answer(actor=actor, now=_day(work, day), difficulty=one, text=text, client_key=work.key(f"answer {one}"))


def _day(work: Casework, number: int) -> datetime:
    """Return a morning of the campaign."""
    return datetime.combine(work.started + timedelta(days=number), time(9), tzinfo=timezone.get_default_timezone())
