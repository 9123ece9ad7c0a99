"""Vietnamese names as they are written, and as they are searched (họ và tên)."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def tidy(text: str) -> str:
    """Return the text in composed Unicode form with single spaces; the letters themselves are not changed."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def key(text: str) -> str:
    """Return the search key: lower case, without marks, đ as d, single spaces ("Đặng Thị Hoà" → "dang thi hoa")."""
    apart = unicodedata.normalize("NFD", text.translate(_STROKE))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return _SPACE.sub(" ", bare.casefold()).strip()
