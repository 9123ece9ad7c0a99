"""Guidance as a paper of its own in the form of the decree, to be hung up and kept (văn bản hướng dẫn)."""

from django.utils.timezone import localdate

from toandan.sheets.directives.paper import Paper, bare, dated, heads
from toandan.work.difficulties.words import GuidanceRow

KIND = "HƯỚNG DẪN"
SUPERSEDED = "HẾT HIỆU LỰC"
_COPIES = ("Các đơn vị, cơ quan trong địa bàn (để thực hiện);", "Lưu: VT.")


def guidance_paper(row: GuidanceRow) -> Paper:
    """Return the paper of a piece of guidance in one version; one that was superseded says so across the page."""
    above, issuer = heads(row.issuer)
    return Paper(
        above=above,
        issuer=issuer,
        number=f"Số: {row.signed}",
        subject=row.title,
        place_and_day=dated(bare(row.issuer), localdate(row.published_at)),
        addressees=(),
        body=(*(line for line in row.text.splitlines() if line.strip()), _version(row)),
        copies=_COPIES,
        signer_title=("THỦ TRƯỞNG CƠ QUAN",) if row.issuer.body else ("THỦ TRƯỞNG ĐƠN VỊ",),
        signer="",
        draft=False,
        title=f"{row.signed} {row.title}",
        kind=KIND,
        stamp="" if row.in_force else SUPERSEDED,
    )


def _version(row: GuidanceRow) -> str:
    """Write which version this is and what it changed, with the mark that ends a paper."""
    said = f"Phiên bản {row.version}, ban hành ngày {localdate(row.published_at):%d/%m/%Y}"
    if row.version > 1:
        said += f", thay thế phiên bản {row.version - 1}"
    why = f". Nội dung thay đổi: {row.why.rstrip('.')}" if row.why else ""
    return f"{said}{why}./."
