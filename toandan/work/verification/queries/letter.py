"""A request list as a letter in the form of address of Vietnamese offices (công văn đề nghị xác minh)."""

from collections.abc import Sequence

from django.utils.timezone import localdate
from django.utils.translation import override

from toandan.record.people import labels as people_labels
from toandan.record.units import queries as units
from toandan.work.movements.queries import letter_head
from toandan.work.movements.words.letter import Letter
from toandan.work.verification import labels
from toandan.work.verification.words import ListRow, RequestRow

HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Cha, mẹ", "Nơi thường trú", "Nội dung cần xác minh",
    "Kết quả xác minh",
)  # fmt: skip

WIDTHS = (13, 42, 23, 15, 43, 38, 36, 42)


def letter(*, row: ListRow, lines: Sequence[RequestRow]) -> Letter:
    """Return the letter of a list, dated the day it was made; what was answered stands in the last column.

    It is in Vietnamese whatever the reader's language is, because the office that gets it reads paper.
    """
    sender, body = units.by_number(row.sender), units.body(row.body)
    with override("vi"):
        rows = tuple(_cells(number, line) for number, line in enumerate(lines, start=1))
    return Letter(
        **letter_head(sender, localdate(row.created_at)),
        number=f"Số: {row.number}/ĐN-CA",
        title="DANH SÁCH ĐỀ NGHỊ XÁC MINH",
        subject="Công dân có thông tin cần cơ quan phối hợp xác minh",
        addressee=f"Kính gửi: {body.name_vi}",
        opening=(
            f"Công an {sender.name_vi} đề nghị quý cơ quan xác minh {len(lines)} trường hợp có tên dưới đây, "
            f"trả lời chậm nhất ngày {row.due_on:%d/%m/%Y}. Nội dung đề nghị: {row.question}"
        ),
        headings=HEADINGS,
        widths=WIDTHS,
        rows=rows,
        closing=f"Danh sách gồm {len(lines)} trường hợp.",
        copies=("Như trên;", "Lưu: VT."),
        signed="TRƯỞNG CÔNG AN",
        sign_here="(Ký, ghi rõ họ tên, đóng dấu)",
    )


def _cells(number: int, line: RequestRow) -> tuple[str, ...]:
    sexes = {word.value: str(label) for word, label in people_labels.SEX.items()}
    return (
        str(number),
        line.full_name,
        "/".join(reversed(line.birth.split("-"))) if line.birth[:4].isdecimal() else line.birth,
        sexes.get(line.sex, ""),
        line.parents,
        line.place,
        str(labels.KINDS[line.kind]),
        _answer(line),
    )


def _answer(line: RequestRow) -> str:
    """Write an answer in one cell: what it is, the paper, the day that was found, and what else was said."""
    if line.answer is None:
        return labels.answer(None, line.released_on)
    found = f"{line.found_day:%d/%m/%Y}" if line.found_day else ""
    told = (str(labels.ANSWERS[line.answer]), labels.evidence(line.evidence), found, line.answer_text)
    return "; ".join(part.rstrip(".") for part in told if part)
