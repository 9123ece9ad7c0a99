"""Files that officers send in (tệp đính kèm): what they are by what they hold, what is refused, a safe name.

What the sender calls a file is never believed. What never belongs here: where files are kept, and who may read them.
"""

import re
import unicodedata

MOST_BYTES = 10 * 2**20
"""How large a file may be; a scanned paper of a hundred pages is smaller."""
TYPES = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)
"""How each type of file begins, what it is called, and how its name ends."""


def type_of(content: bytes) -> tuple[str, str] | None:
    """Return the media type of a file and how its name ends, by what it begins with; None for what is not taken."""
    return next(((kind, end) for start, kind, end in TYPES if content.startswith(start)), None)


def trouble(content: bytes) -> str:
    """Return the code of what is wrong with a file, "" when it can be kept."""
    if not content:
        return "file_empty"
    if len(content) > MOST_BYTES:
        return "file_large"
    if type_of(content) is None:
        return "file_type"
    if not content.startswith(b"%PDF-"):
        return ""
    # Its library takes longer to read in than the rest of a command; it is read in by whoever looks into a file.
    from toandan.ground.files import objects

    try:
        return "file_active" if objects.is_active(content) else ""
    except objects.Unread:
        return "file_unread"


def file_name(said: str, end: str) -> str:
    """Return a name that is safe to show and to save under: no folders, nothing invisible, ending as the file is."""
    last = re.split(r"[/\\]", said)[-1]
    plain = "".join(one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] != "C")
    stem = plain.rsplit(".", 1)[0].strip(" .")[:80]
    return f"{stem or 'file'}.{end}"
