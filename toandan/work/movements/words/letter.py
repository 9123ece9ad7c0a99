"""A list as the office letter it is on paper, always in Vietnamese (công văn thông báo kèm danh sách)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of the letter, each ready to be written; `rows` follow `headings`.

    `widths` are the columns in millimetres, together the 252 that the margins leave of an A4 page on its side.
    """

    above: str
    sender: str
    nation: str
    motto: str
    number: str
    place_and_day: str
    title: str
    subject: str
    addressee: str
    opening: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: str
    copies: tuple[str, ...]
    signed: str
    sign_here: str
