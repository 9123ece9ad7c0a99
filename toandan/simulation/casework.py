"""What stands beside the campaign on day 14: lists between units, cases, questions to a justice office (việc khó).

Everything is done through the operations officers use, in the evening of day 14, for the district that is shown. Nobody
is served and no commune becomes complete by it, so the board shows what it must. What was sent in the campaign is due
in the campaign; what can still be answered in time by whoever signs in was sent this morning. No paper of the one time
carries a day of the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

import numpy as np
from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.words import Card, Obstacle
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.units import operations as unit_deeds
from toandan.record.units import queries as units
from toandan.record.units.words import BodyKind
from toandan.simulation.draws import Ints
from toandan.simulation.officers import SHOWN_BODY, SHOWN_DISTRICT, post_for_body
from toandan.simulation.outcome import HA_DONG, LONG_BIEN, TAY_HO
from toandan.simulation.population import Residents
from toandan.work.movements import operations as movements
from toandan.work.movements.words import ReturnReason, Wish
from toandan.work.verification import operations as verification
from toandan.work.verification import queries as asked
from toandan.work.verification.words import Answer, Evidence, EvidenceKind, Kind, Step

_NAMESPACE = UUID("0f9b6f0c-64a5-4a5e-8c2e-6a0a0f3f6b55")
_TIED_DOWN = (TAY_HO, LONG_BIEN, HA_DONG, SHOWN_DISTRICT)
"""Districts whose figures were reported; nobody is moved into them."""
_OLD = 80
_DAYS_LEFT = 10


@dataclass(frozen=True)
class Casework:
    """The evening of day 14: who is there, who acts for which district, and what today is for whoever looks on.

    `deadline` is the last day of the order, by which the campaign's papers want their answers.
    """

    house: Actor
    people: Residents
    actors: Mapping[str, Actor]
    day: date
    started: date
    deadline: date
    today: date
    mark: str

    @property
    def evening(self) -> datetime:
        """The moment everything here happens at."""
        return datetime.combine(self.day, time(17), tzinfo=timezone.get_default_timezone())

    @property
    def morning(self) -> datetime:
        """The beginning of today, when what can still be done in time came in."""
        return datetime.combine(self.today, time(0, 5), tzinfo=timezone.get_default_timezone())

    @property
    def soon(self) -> date:
        """The day by which what came in today is to be answered."""
        return self.today + timedelta(days=_DAYS_LEFT)

    def key(self, what: str) -> UUID:
        """Return the key of one deed, the same whenever the same demonstration is made."""
        return uuid5(_NAMESPACE, f"{self.mark}/{what}")

    def waiting(self, district: str, *obstacles: Obstacle) -> Ints:
        """Return the rows of people who wait for a card in a district, by what hinders them, in the given order."""
        unit = units.by_code(district, as_of=self.day)
        states = self.people.states
        here = (self.people.units >= unit.number) & (self.people.units <= unit.last)
        here &= states // 1000 % 10 == Card.DUE.digit
        return np.concatenate([np.flatnonzero(here & (states % 100 == one.digit)) for one in obstacles])


def play(work: Casework) -> None:
    """Do the evening's work."""
    _lend(work)
    _notify(work)
    _verify(work)


def _lend(work: Casework) -> None:
    """Let the district that is complete help the one that is nearly complete, as was reported."""
    helper, helped = (units.by_code(code, as_of=work.day).number for code in (TAY_HO, LONG_BIEN))
    spans = ((work.evening, work.day, work.deadline), (work.morning, work.today, work.today + timedelta(days=30)))
    for now, since, until in spans:
        with acting(work.house):
            unit_deeds.sign_support(
                actor=work.house, now=now, helper=helper, helped=helped, since=since, until=until,
                act="Kế hoạch hỗ trợ (trình diễn)", reason="Tây Hồ đã hoàn thành, hỗ trợ thu nhận người tạm trú",
                client_key=work.key(f"support {since}"), temporary_only=True,
            )  # fmt: skip


def _notify(work: Casework) -> None:
    """Send lists from and to the shown district: one half answered, one late, one draft, one to be answered."""
    mine = work.waiting(SHOWN_DISTRICT, Obstacle.ABSENT, Obstacle.WHEREABOUTS_UNKNOWN, Obstacle.NONE)
    groups = _spread(work, mine, [8, 5, 4])
    near, far, further = [code for code in sorted(work.actors) if code not in _TIED_DOWN][:3]
    morning, evening = work.morning, work.evening
    half = _draw(work, morning, SHOWN_DISTRICT, groups[0], near)
    _send(work, morning, SHOWN_DISTRICT, half)
    _send(work, evening, SHOWN_DISTRICT, _draw(work, evening, SHOWN_DISTRICT, groups[1], far))
    _draw(work, morning, SHOWN_DISTRICT, groups[2], further)
    persons = sorted(int(person) for person in work.people.ids[groups[0]])
    receiver = work.actors[near]
    movements.accept(
        actor=receiver,
        now=morning,
        list_id=half,
        persons=persons[:3],
        client_key=work.key("accept"),
    )
    movements.send_back(
        actor=receiver,
        now=morning,
        list_id=half,
        persons=persons[3:5],
        reason=ReturnReason.NOT_FOUND,
        client_key=work.key("send back"),
        note="Đã xác minh tại địa chỉ, không có người này",
    )
    theirs = _spread(work, work.waiting(near, Obstacle.ABSENT, Obstacle.NONE), [6])[0]
    _send(work, morning, near, _draw(work, morning, near, theirs, SHOWN_DISTRICT))


def _spread(work: Casework, rows: Ints, sizes: Sequence[int]) -> list[Ints]:
    """Choose people for lists of these sizes, going round the communes with most left: none becomes complete."""
    communes, counts = np.unique(work.people.units[rows], return_counts=True)
    most = communes[np.argsort(-counts, kind="stable")][:12]
    turns = [rows[work.people.units[rows] == commune] for commune in most]
    longest = max(len(turn) for turn in turns)
    taken = [turn[at] for at in range(longest) for turn in turns if at < len(turn) // 2][: sum(sizes)]
    bounds = np.cumsum(sizes)[:-1]
    return [np.sort(part) for part in np.split(np.array(taken, dtype=np.int64), bounds)]


def _draw(work: Casework, now: datetime, sender: str, rows: Ints, to: str) -> int:
    """Draw a list up to the commune of a district where most people wait; return its number."""
    there = work.waiting(to, Obstacle.ABSENT, Obstacle.NONE)
    communes, counts = np.unique(work.people.units[there], return_counts=True)
    commune = int(communes[np.argmax(counts)])
    (drawn,) = movements.draw_up(
        actor=work.actors[sender],
        now=now,
        sender=units.by_code(sender, as_of=work.day).number,
        wishes=[
            Wish(int(person), commune, address=f"Số {7 + 3 * place} ngõ 2, tổ 4")
            for place, person in enumerate(work.people.ids[rows])
        ],
        reason="Thực tế cư trú trên địa bàn khác",
        client_key=work.key(f"draw {sender} {to}"),
    )
    return drawn


def _send(work: Casework, now: datetime, sender: str, list_id: int) -> None:
    """Send a list, to be answered within the usual days."""
    movements.send(
        actor=work.actors[sender], now=now, list_id=list_id, client_key=work.key(f"send {list_id}"), days=None
    )


def _verify(work: Casework) -> None:
    """Open cases of the shown district and ask its justice office, which has answered two."""
    body = _justice_office(work)
    undated = work.waiting(SHOWN_DISTRICT, Obstacle.BIRTH_DATE_MISSING)[:6]
    dated = [_case(work, row, Kind.BIRTH_DATE_MISSING, "Sổ hộ khẩu không ghi đủ ngày sinh") for row in undated]
    old = work.waiting(SHOWN_DISTRICT, Obstacle.HOMEBOUND, Obstacle.ABSENT, Obstacle.NONE)
    old = old[work.people.births.age_on(work.day)[old] > _OLD][:2]
    dead = [_case(work, row, Kind.SUSPECTED_DEAD, "Gia đình báo đã mất, chưa khai tử") for row in old]
    bare = work.waiting(SHOWN_DISTRICT, Obstacle.NO_PAPERS)[:2]
    papers = [_case(work, row, Kind.NO_PAPERS, "Trung tâm đề nghị cấp giấy tờ hộ tịch") for row in bare]
    for case in papers:
        _searched(work, case)
    if cases := dated[:4] + dead + papers[:1]:
        _ask(work, body, cases)
        _answer(work, body, dated[:2], undated[:2])


def _justice_office(work: Casework) -> int:
    """Write the justice office of the shown district down, with an officer of its own; return its number."""
    territory = units.by_code(SHOWN_DISTRICT, as_of=work.day)
    with acting(work.house):
        number = unit_deeds.add_body(
            actor=work.house,
            code=SHOWN_BODY,
            kind=BodyKind.JUSTICE_OFFICE,
            name_vi=f"Phòng Tư pháp {territory.name_vi.replace('Huyện', 'huyện', 1)}",
            name_en=f"Justice office of {territory.name_en}",
            territory=territory.number,
        )
    post_for_body(work.house, now=work.evening, since=work.started)
    return number


def _case(work: Casework, row: int, kind: Kind, reason: str) -> int:
    person = int(work.people.ids[row])
    return verification.open_case(
        actor=work.actors[SHOWN_DISTRICT],
        now=work.evening,
        person_id=person,
        kind=kind,
        reason=reason,
        client_key=work.key(f"case {person}"),
    )


def _searched(work: Casework, case: int) -> None:
    """Take the first two steps of somebody without papers: the search, and that nobody was found."""
    for step in (Step.SEARCH, Step.NO_MATCH):
        verification.take_step(
            actor=work.actors[SHOWN_DISTRICT],
            now=work.evening,
            case_id=case,
            step=step,
            occurred_on=work.day,
            reason="Thu nhận vân tay, ảnh và tra cứu tại trung tâm",
            evidence=Evidence(EvidenceKind.SEARCH_RECORD, f"BB-{case:04d}", work.day),
            client_key=work.key(f"step {case} {step}"),
        )


def _ask(work: Casework, body: int, cases: Sequence[int]) -> None:
    verification.ask(
        actor=work.actors[SHOWN_DISTRICT],
        now=work.morning,
        unit=units.by_code(SHOWN_DISTRICT, as_of=work.day).number,
        body=body,
        cases=cases,
        question="Đề nghị tra cứu sổ hộ tịch và trả lời bằng văn bản",
        due_on=work.soon,
        client_key=work.key("ask"),
    )


def _answer(work: Casework, body: int, cases: Sequence[int], rows: Ints) -> None:
    """Let the justice office find the first date in its books, and nothing about the second person."""
    clerk = officers.actor_by_name(SHOWN_BODY.lower(), now=work.evening)
    births = work.people.births
    with reading(clerk):
        lists = {line.case_id: line.list_id for line in asked.asked_of(low=body, high=body)}
    for case, row, found in zip(cases, rows, (True, False), strict=False):
        born = date(int(births.years[row]), int(births.months[row]), int(births.days[row]))
        paper = Evidence(EvidenceKind.BIRTH_CERTIFICATE, f"KS {case}/{born.year}", born)
        verification.answer(
            actor=clerk,
            now=work.morning,
            list_id=lists[case],
            case_id=case,
            answer=Answer.CONFIRMED if found else Answer.UNKNOWN,
            text="Có trong sổ đăng ký khai sinh" if found else "Sổ của những năm này không còn",
            client_key=work.key(f"answer {case}"),
            evidence=paper if found else None,
            found_day=born if found else None,
        )
