"""The directives of the campaign's two weeks: what was asked of whom, what was answered, what is late (công văn).

Written through the operations officers use, on the days they would have been; the board shows what it must, because a
directive moves nobody. What the campaign asked for was due within it; what was written this morning can still be done
in time by whoever signs in.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.units import operations as unit_deeds
from toandan.record.units import queries as units
from toandan.record.units.words import BodyKind
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_BODY, SHOWN_COMMITTEE, SHOWN_DISTRICT, SHOWN_UNION, post_for_body
from toandan.simulation.outcome import HA_DONG
from toandan.work.directives import operations as directives
from toandan.work.directives import queries
from toandan.work.directives.words import MemberRole, TaskWish, Wording

_CITY, _CITY_POLICE, _STEERING = "01", "pc06", "BCD279"
_BODIES = (
    (SHOWN_COMMITTEE, BodyKind.PEOPLES_COMMITTEE, "Ủy ban nhân dân", "People's Committee"),
    (SHOWN_UNION, BodyKind.YOUTH_UNION, "Huyện đoàn", "Youth Union"),
)
_TEXT = (
    "Thực hiện Mệnh lệnh 01 của Giám đốc Công an thành phố, qua theo dõi tiến độ cấp căn cước công dân gắn chip và "
    "định danh điện tử, một số đơn vị còn chậm so với yêu cầu.\n\nĐể hoàn thành chỉ tiêu đúng thời hạn, yêu cầu các "
    "đơn vị tập trung lực lượng, phương tiện và thực hiện các nhiệm vụ sau:"
)


def play(work: Casework, *, order: str, measure: str) -> None:
    """Write and answer the directives; `order` and `measure` are what progress is read from."""
    for code, kind, vi, en in _BODIES:
        _body(work, code, kind, vi, en)
    _of_the_city(work, order, measure)
    _of_the_committee(work, order, measure)
    _of_today(work)
    _steering_committee(work)


def _body(work: Casework, code: str, kind: BodyKind, vi: str, en: str) -> None:
    territory = units.by_code(SHOWN_DISTRICT, as_of=work.day)
    bare = territory.name_vi.removeprefix("Huyện ")
    place = bare if kind is BodyKind.YOUTH_UNION else f"huyện {bare}"
    with acting(work.house):
        unit_deeds.add_body(
            actor=work.house, code=code, kind=kind, name_vi=f"{vi} {place}",
            name_en=f"{en} of {territory.name_en}", territory=territory.number,
        )  # fmt: skip
    post_for_body(work.house, now=work.evening, since=work.started, code=code)


def _of_the_city(work: Casework, order: str, measure: str) -> None:
    """Let the city's police write to two slow districts on day 7; one answers in part, one not at all and is late."""
    day, number = _day(work, 7), _number(work, SHOWN_DISTRICT)
    actor = officers.actor_by_name(_CITY_POLICE, now=work.evening)
    tasks = [
        TaskWish("Nâng tỷ lệ cấp căn cước công dân", work.deadline, None, order, measure, 95),
        TaskWish("Báo cáo kế hoạch điều chuyển bộ thiết bị lưu động", work.day - timedelta(days=3)),
    ]
    to = [number, _number(work, HA_DONG)]
    paper = directives.draw_up(
        actor=actor, now=day, drafter=_number(work, _CITY), issuer=_number(work, _CITY),
        wording=_wording("CAHN-PC06", "đẩy nhanh tiến độ cấp căn cước công dân và định danh điện tử", "GIÁM ĐỐC"),
        addressees=to, tasks=tasks, client_key=work.key("paper city"),
    )  # fmt: skip
    directives.issue(actor=actor, now=day, directive=paper, client_key=work.key("issue city"))
    _acknowledge(work, work.actors[SHOWN_DISTRICT], _day(work, 8), paper, number)
    _report(work, work.actors[SHOWN_DISTRICT], _day(work, 10), paper, number, "Đã điều 4 bộ thiết bị về 6 xã còn chậm")


def _of_the_committee(work: Casework, order: str, measure: str) -> None:
    """Let the district's police propose and its committee issue on day 9; the justice office has answered."""
    communes = [unit.number for unit in units.children(_number(work, SHOWN_DISTRICT))[:3]]
    justice, union = _number(work, SHOWN_BODY), _number(work, SHOWN_UNION)
    tasks = [
        TaskWish("Đối chiếu sổ hộ tịch, xác nhận người đã chết và ngày sinh còn thiếu", work.deadline, justice),
        TaskWish("Huy động đoàn viên hỗ trợ kích hoạt tài khoản tại nhà văn hóa thôn", work.deadline, union),
        *(TaskWish("Hoàn thành cấp căn cước công dân", work.deadline, one, order, measure, 100) for one in communes),
    ]
    subject = "giao nhiệm vụ phối hợp thực hiện Mệnh lệnh 01"
    paper = _proposed(work, _day(work, 8), subject, [justice, union, *communes], tasks)
    clerk = officers.actor_by_name(SHOWN_COMMITTEE.lower(), now=work.evening)
    directives.issue(actor=clerk, now=_day(work, 9), directive=paper, client_key=work.key("issue committee"))
    answerer = officers.actor_by_name(SHOWN_BODY.lower(), now=work.evening)
    _acknowledge(work, answerer, _day(work, 10), paper, justice)
    _report(work, answerer, _day(work, 12), paper, justice, "Đã đối chiếu sổ của 29 xã, gửi kèm danh sách xác nhận")


def _of_today(work: Casework) -> None:
    """Let the committee issue one of this morning's proposals; leave the other one on its desk."""
    communes = [unit.number for unit in units.children(_number(work, SHOWN_DISTRICT))[:6]]
    union = _number(work, SHOWN_UNION)
    tasks = [
        TaskWish("Cử đoàn viên đến từng hộ hướng dẫn kích hoạt tài khoản định danh điện tử", work.soon, union),
        *(TaskWish("Lập danh sách người chưa nhận thẻ, gửi Huyện đoàn phối hợp", work.soon, at) for at in communes[:3]),
    ]
    paper = _proposed(work, work.morning, "hướng dẫn kích hoạt tài khoản tại nhà", [union, *communes[:3]], tasks)
    clerk = officers.actor_by_name(SHOWN_COMMITTEE.lower(), now=work.morning)
    directives.issue(actor=clerk, now=work.morning, directive=paper, client_key=work.key("issue today"))
    left = [TaskWish("Rà soát người vắng mặt, thông báo lịch cấp lưu động đến từng hộ", work.soon)]
    _proposed(work, work.morning, "rà soát người vắng mặt tại địa bàn", communes[3:], left)


def _steering_committee(work: Casework) -> None:
    """Let the district's Steering Committee sit on day 10, with the head of the justice office and of the union."""
    territory = units.by_code(SHOWN_DISTRICT, as_of=work.day)
    police, now = work.actors[SHOWN_DISTRICT], _day(work, 10)
    with acting(work.house):
        committee = unit_deeds.add_body(
            actor=work.house, code=_STEERING, kind=BodyKind.STEERING_COMMITTEE, territory=territory.number,
            name_vi="Ban Chỉ đạo Đề án 06 huyện Thường Tín", name_en="Steering Committee 06 of Thường Tín district",
        )  # fmt: skip
    seats = (("Nguyễn Văn Mẫu", MemberRole.HEAD, SHOWN_COMMITTEE), ("Trần Thị Mẫu", MemberRole.MEMBER, SHOWN_UNION))
    for name, role, code in seats:
        directives.add_member(
            actor=police, now=now, committee=committee, name=name, role=role, since=work.started,
            at=_number(work, code), client_key=work.key(f"seat {code}"),
        )  # fmt: skip
    meeting = directives.call(
        actor=police, now=now, committee=committee, held_on=timezone.localdate(now), place="Hội trường UBND huyện",
        agenda="Đánh giá 10 ngày thực hiện Mệnh lệnh 01; phân công các ngành", client_key=work.key("meeting"),
    )  # fmt: skip
    directives.conclude(
        actor=police, now=now, meeting=meeting, minutes="Thống nhất huy động đoàn viên hỗ trợ kích hoạt tài khoản.",
        decisions=[TaskWish("Mỗi xã bố trí 5 đoàn viên hỗ trợ", work.deadline, _number(work, SHOWN_UNION))],
        client_key=work.key("minutes"),
    )  # fmt: skip


def _proposed(work: Casework, now: datetime, subject: str, to: Sequence[int], tasks: Sequence[TaskWish]) -> int:
    police = work.actors[SHOWN_DISTRICT]
    paper = directives.draw_up(
        actor=police, now=now, drafter=_number(work, SHOWN_DISTRICT),
        issuer=_number(work, SHOWN_COMMITTEE), wording=_wording("UBND-KSTTHC", subject, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        addressees=to, tasks=tasks, client_key=work.key(f"paper {subject}"),
    )  # fmt: skip
    directives.propose(
        actor=police, now=now, directive=paper, client_key=work.key(f"propose {subject}"),
        note="Kính trình Chủ tịch xem xét, ban hành",
    )  # fmt: skip
    return paper


def _acknowledge(work: Casework, actor: Actor, now: datetime, paper: int, at: int) -> None:
    directives.acknowledge(
        actor=actor, now=now, directive=paper, addressee=at, client_key=work.key(f"acknowledge {paper} {at}"),
        note="Đã phân công cán bộ phụ trách",
    )  # fmt: skip


def _report(work: Casework, actor: Actor, now: datetime, paper: int, at: int, text: str) -> None:
    """Report the task that names no measure."""
    with reading(actor):
        sheet = queries.sheet(paper)
    answers = {task.task_id: text for task in sheet.tasks if not task.measure and task.at in {None, at}}
    directives.report(
        actor=actor, now=now, directive=paper, addressee=at, answers=answers,
        client_key=work.key(f"report {paper} {at}"),
    )  # fmt: skip


def _wording(sign: str, subject: str, title: str) -> Wording:
    return Wording(sign, subject, _TEXT, "", title, "Nguyễn Văn Mẫu", "Ban Chỉ đạo Đề án 06 thành phố")


def _number(work: Casework, code: str) -> int:
    return units.seat_of_post(code, as_of=work.day).number


def _day(work: Casework, number: int) -> datetime:
    """Return an afternoon of the campaign."""
    day = work.started + timedelta(days=number)
    return datetime.combine(min(day, work.day), time(16), tzinfo=timezone.get_default_timezone())
