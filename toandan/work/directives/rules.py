"""Pure decisions about directives: signs, who may be addressed, which task is next (quy tắc)."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from toandan.work.directives.words import Place, TaskRow

SIGN = re.compile(r"[0-9A-ZĂÂĐÊÔƠƯ][0-9A-Za-zĂÂĐÊÔƠƯ().&-]{1,29}")
"""The sign of a paper without its number: the issuer's letters and the drafter's, `UBND-KSTTHC`."""


def is_sign(text: str) -> bool:
    """Tell whether a text can stand behind the number of a paper."""
    return SIGN.fullmatch(text) is not None


def may_address(issuer: Place, *, low: int, high: int, to: Place, committee: bool) -> bool:
    """Tell whether an issuer whose territory is numbered `low` to `high` may give tasks to somebody.

    The police give tasks to units below them. A committee gives them to the units and the bodies of its territory;
    this is why the police propose to the committee what concerns others.
    """
    if to.number == issuer.number or not low <= to.number <= high:
        return False
    return committee or not (issuer.body or to.body)


def next_due(tasks: Iterable[TaskRow], answered: Iterable[int]) -> date | None:
    """Return the first day of what is still to be reported, None when all is."""
    done = set(answered)
    return min((task.due_on for task in tasks if task.task_id not in done), default=None)


def spans(ranges: Iterable[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[int]]:
    """Split what is in an officer's reach into ranges of units and single bodies.

    A range one number wide is that of a body; the police around a body do not speak for it, nor read its papers.
    """
    reach = list(ranges)
    return [pair for pair in reach if pair[0] < pair[1]], [low for low, high in reach if low == high]


TYPES = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)
"""How each type of file begins, what it is called, and how its name ends; what the sender calls it is not believed."""
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b")
"""What a scan never holds and an attack on its reader does: scripts, programs, files inside files, forms that send."""
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def type_of(content: bytes) -> tuple[str, str] | None:
    """Return the media type of a file and how its name ends, by what it begins with; None for what is not taken."""
    return next(((kind, end) for start, kind, end in TYPES if content.startswith(start)), None)


def is_active(content: bytes) -> bool:
    """Tell whether a PDF would do something when opened; names spelled with escapes are read as its reader would."""
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    return content.startswith(b"%PDF-") and _ACTIVE.search(plain) is not None


def file_name(said: str, end: str) -> str:
    """Return a name that is safe to show and to save under: no folders, nothing invisible, ending as the file is."""
    last = re.split(r"[/\\]", said)[-1]
    plain = "".join(one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] != "C")
    stem = plain.rsplit(".", 1)[0].strip(" .")[:80]
    return f"{stem or 'file'}.{end}"
