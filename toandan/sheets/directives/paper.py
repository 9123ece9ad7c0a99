"""What stands on the paper of a directive, piece by piece, before anybody typesets it (các phần của công văn).

It is in Vietnamese whatever the reader's language is, because the office that gets it reads paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import override

from toandan.command.campaign import labels as campaign_labels
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.directives.words import DirectiveRow, Place, Sheet, TaskRow

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
_END = "./."
_FORMS = ("Thành phố ", "Tỉnh ", "Quận ", "Huyện ", "Thị xã ", "Phường ", "Xã ", "Thị trấn ", "Đặc khu ")


@dataclass(frozen=True, slots=True)
class Paper:
    """The pieces of the paper in the order of the decree; `draft` is printed over what has not been issued.

    A paper of a `kind` of its own, such as guidance, bears it as a heading over its subject and is addressed to nobody;
    `stamp` is printed over one that is no longer in force.
    """

    above: str
    issuer: tuple[str, ...]
    number: str
    subject: str
    place_and_day: str
    addressees: tuple[str, ...]
    body: tuple[str, ...]
    copies: tuple[str, ...]
    signer_title: tuple[str, ...]
    signer: str
    draft: bool
    title: str
    nation: str = NATION
    motto: str = MOTTO
    kind: str = ""
    stamp: str = ""

    @property
    def mark(self) -> str:
        """What is printed over the paper, "" over one in force."""
        return DRAFT if self.draft else self.stamp


def paper_of(sheet: Sheet) -> Paper:
    """Return the paper of a directive; one that is not issued has room for its number and its day."""
    head = sheet.head
    above, issuer = heads(head.issuer)
    return Paper(
        above=above,
        issuer=issuer,
        number=f"Số: {head.signed}" if head.number else f"Số:        /{head.wording.sign}",
        subject=f"V/v {head.wording.subject}",
        place_and_day=_place_and_day(head),
        addressees=tuple(name(to) for to in head.addressed),
        body=(*(line for line in head.wording.text.splitlines() if line.strip()), *_tasks(sheet)),
        copies=_copies(head),
        signer_title=tuple(line.strip() for line in head.wording.signer_title.splitlines() if line.strip()),
        signer=head.wording.signer,
        draft=head.number is None,
        title=f"{head.signed} {head.wording.subject}",
    )


def name(at: Place) -> str:
    """Name a body by its own name, and a unit as its police: "Công an huyện Thường Tín"."""
    found = units.by_number(at.number)
    return found.name_vi if at.body else f"Công an {_lowered(found.name_vi)}"


def heads(issuer: Place) -> tuple[str, tuple[str, ...]]:
    """Return the line above the issuer, "" for a body of its own, and the lines of the issuer."""
    if issuer.body:
        said, committee = name(issuer).upper(), "ỦY BAN NHÂN DÂN"
        rest = said.removeprefix(committee).strip()
        return "", (committee, rest) if said.startswith(committee) and rest else (said,)
    above = [unit for unit in units.ancestors(issuer.number) if unit.level is not UnitLevel.COUNTRY]
    over = f"Công an {above[-1].name_vi}" if above else "Bộ Công an"
    return over.upper(), (name(issuer).upper(),)


def _lowered(said: str) -> str:
    """Write a legal form small, as inside a sentence; a proper name keeps its capital."""
    return said[:1].lower() + said[1:] if " " in said else said


def _place_and_day(head: DirectiveRow) -> str:
    place = head.wording.place or bare(head.issuer)
    if head.issued_on is None:
        return f"{place}, ngày      tháng      năm {head.drafted_at:%Y}"
    return dated(place, head.issued_on)


def dated(place: str, day: date) -> str:
    """Write where and when a paper was issued."""
    # January and February are written with a nought before them, the other months without.
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def bare(at: Place) -> str:
    """Return the name of the issuer's own unit without its legal form, as it stands before a paper's day (địa danh).

    An office of a district writes the district's name and one of a commune the commune's. A unit that bears a number
    keeps its form: "Quận 1".
    """
    here: Unit = units.by_number(units.body(at.number).territory if at.body else at.number)
    rest = next((here.name_vi.removeprefix(form) for form in _FORMS if here.name_vi.startswith(form)), here.name_vi)
    return here.name_vi if rest.isdecimal() else rest


def _tasks(sheet: Sheet) -> list[str]:
    """Write the tasks as numbered paragraphs, and the closing sentence with the mark that ends a paper."""
    with override("vi"):
        lines = [f"{task.position}. {_task(task)}" for task in sheet.tasks]
    closing = "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện và báo cáo kết quả đúng thời hạn"
    return [*lines, f"{closing}{_END}"]


def _task(task: TaskRow) -> str:
    measures: Mapping[str, str] = {word.value: str(label) for word, label in campaign_labels.MEASURES.items()}
    aim = f" Chỉ tiêu: {measures[task.measure]}" if task.measure in measures else ""
    reach = f" đạt {task.percent} %." if aim and task.percent else "." if aim else ""
    by = f" Thực hiện: {name(_place(task.at))}." if task.at else ""
    return f"{task.text.rstrip('.')}.{aim}{reach}{by} Hoàn thành chậm nhất ngày {task.due_on:%d/%m/%Y}."


def _place(number: int) -> Place:
    return Place(number, units.by_number(number).level is UnitLevel.BODY)


def _copies(head: DirectiveRow) -> tuple[str, ...]:
    more = [line.strip().rstrip(";.") for line in head.wording.copies.splitlines() if line.strip()]
    tail = head.wording.sign.rpartition("-")[2]
    return ("Như trên;", *(f"{line};" for line in more), f"Lưu: VT, {tail}.")
