"""The list as a letter in the form of address of Vietnamese offices (thể thức văn bản hành chính)."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.movements.words import LineRow, ListRow
from toandan.work.movements.words.letter import Letter

HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Nơi ở hiện nay", "Xã, phường", "Điện thoại",
    "Kết quả tiếp nhận",
)  # fmt: skip
WIDTHS = (13, 42, 23, 15, 29, 46, 33, 24, 27)
_GONE = "(đã xóa)"
_SEX = {"M": "Nam", "F": "Nữ"}
_ANSWER = {"accepted": "Đã tiếp nhận", "returned": "Trả lại", "withdrawn": "Đã thu hồi"}
_BACK = {
    "not_found": "không tìm thấy",
    "already_left": "đã chuyển đi",
    "wrong_unit": "không thuộc địa bàn",
    "duplicate": "trùng người",
    "deceased": "đã chết",
}


def letter(*, row: ListRow, lines: Sequence[LineRow], on: date) -> Letter:
    """Return the letter of a list dated `on`; whoever was answered for bears the answer in the last column."""
    sender, receiver = units.by_number(row.sender), units.by_number(row.receiver)
    due = f" trước ngày {row.due_on:%d/%m/%Y}" if row.due_on else ""
    return Letter(
        **letter_head(sender, on),
        number=f"Số: {row.list_id}/DS-CA",
        title="DANH SÁCH THÔNG BÁO",
        subject="Công dân thực tế đang cư trú tại địa bàn đơn vị tiếp nhận",
        addressee=f"Kính gửi: Công an {receiver.name_vi}",
        opening=(
            f"Công an {sender.name_vi} thông báo {len(lines)} công dân có tên dưới đây hiện cư trú tại địa bàn quý đơn "
            f"vị. Đề nghị quý đơn vị tiếp nhận, thu nhận hồ sơ và trả lời{due}."
        ),
        headings=HEADINGS,
        widths=WIDTHS,
        rows=tuple(_cells(number, line) for number, line in enumerate(lines, start=1)),
        closing=f"Danh sách gồm {len(lines)} người.{_removed(row)}",
        copies=("Như trên;", "Lưu: VT."),
        signed="TRƯỞNG CÔNG AN",
        sign_here="(Ký, ghi rõ họ tên, đóng dấu)",
    )


def letter_head(sender: Unit, on: date) -> dict[str, str]:
    """Return the two heads of a letter of the police of a unit: who writes, the nation, place and day."""
    above = _above(sender)
    city = next((u for u in units.ancestors(sender.number) if u.level is UnitLevel.PROVINCE), sender)
    return {
        "above": _police(above) if above else "BỘ CÔNG AN",
        "sender": _police(sender),
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "place_and_day": f"{_bare(city)}, ngày {on:%d} tháng {on:%m} năm {on:%Y}",
    }


def _cells(number: int, line: LineRow) -> tuple[str, ...]:
    return (
        str(number),
        line.full_name or _GONE,
        _day(line.birth),
        _SEX.get(line.sex, ""),
        line.masked_number,
        line.present_address,
        units.by_number(line.target).name_vi,
        line.phone,
        _answer(line),
    )


def _removed(row: ListRow) -> str:
    """Say when an old list lost its details, None when it has them."""
    if row.details_removed_at is None:
        return ""
    return f" Thông tin nhân thân đã được xóa ngày {localdate(row.details_removed_at):%d/%m/%Y}."


def _answer(line: LineRow) -> str:
    said = _ANSWER.get(line.state.value, "")
    return f"{said}: {_BACK[line.reason.value]}" if line.reason else said


def _day(text: str) -> str:
    """Write an ISO date as far as it is known, as day, month and year."""
    return "/".join(reversed(text.split("-"))) if text else ""


def _above(unit: Unit) -> Unit | None:
    """Return the unit above, the country left out."""
    above = [u for u in units.ancestors(unit.number) if u.level is not UnitLevel.COUNTRY]
    return above[-1] if above else None


def _police(unit: Unit) -> str:
    return f"Công an {unit.name_vi}".upper()


def _bare(unit: Unit) -> str:
    """Return a name without its legal form, as the line of place and day has it."""
    return unit.name_vi.removeprefix("Thành phố ").removeprefix("Tỉnh ")
