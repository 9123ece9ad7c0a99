"""Questions and complaints of invented citizens: answered, forwarded, late, held for review (hỏi đáp, phản ánh).

They come in through the door of the public form and are answered through the operations officers use. Some are of this
morning, so that whoever signs in finds some that can still be answered in time.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from toandan.ground.kernel.actor import the_house
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT, one_per_level
from toandan.work.questions import operations, queries
from toandan.work.questions.words import Sort, Topic


def play(work: Casework) -> None:
    """Let citizens ask the shown commune and its district, on days of the campaign and today."""
    police = work.actors[SHOWN_DISTRICT]
    ward = officers.actor_by_name(one_per_level(work.started)[2].username, now=work.evening)
    _ask(work, ward.at, _day(work, 3), Topic.CARD, "Thẻ cũ còn hạn đến 2027 thì có phải đổi sang thẻ gắn chip không?")
    operations.answer(
        actor=ward, now=_day(work, 4), question=_last(), client_key=work.key("answer a question"),
        text="Thẻ còn hạn vẫn dùng được. Bà con nên đổi sớm để dùng tài khoản định danh điện tử; lần đổi đầu miễn phí.",
    )  # fmt: skip
    _ask(
        work,
        ward.at,
        _day(work, 11),
        Topic.RESIDENCE,
        "Tôi tạm trú ở huyện, hộ khẩu ở tỉnh khác, có làm thẻ ở đây được không?",
    )
    operations.forward(
        actor=ward, now=_day(work, 12), question=_last(), to=police.at, client_key=work.key("forward a question"),
        reason="Người tạm trú ngoài tỉnh do công an huyện thu nhận",
    )  # fmt: skip
    _ask(
        work,
        ward.at,
        work.morning,
        Topic.VISIT,
        "Ông tôi 91 tuổi nằm liệt giường, xin hỏi bao giờ tổ lưu động đến nhà?",
    )
    _ask(work, ward.at, work.morning, Topic.OTHER, "Vay tiền nhanh không cần thế chấp, xem www.vay-nhanh.example")
    _ask(
        work, police.at, work.morning, Topic.CONDUCT, sort=Sort.COMPLAINT,
        text="Xếp hàng từ 6 giờ sáng, đến 11 giờ bị hẹn lại mà không giải thích lý do.",
    )  # fmt: skip


def _ask(work: Casework, unit: int, now: datetime, topic: Topic, text: str, *, sort: Sort = Sort.QUESTION) -> None:
    operations.ask(
        now=now, unit=unit, sort=sort, topic=topic, language="vi", text=text, client_key=work.key(f"question {text}")
    )


def _last() -> int:
    """Return the number of the question asked last; whoever asks learns its code only."""
    house = the_house("simulation")
    with reading(house):
        root = units.root()
        return queries.newest([(root.number, root.last)], limit=1)[0].question_id


def _day(work: Casework, number: int) -> datetime:
    """Return a morning of the campaign."""
    return datetime.combine(work.started + timedelta(days=number), time(9), tzinfo=timezone.get_default_timezone())
