"""Vietnamese names as they are written, and as they are searched (họ và tên)."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def tidy(text: str) -> str:
    """Return the text in composed Unicode form with single spaces; the letters themselves are not changed.

    Characters nobody sees (a space without width, a turn of the writing direction) are left out: with them a name
    would be found by nobody, and a line could show something else than it says.
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFC", _seen(text))).strip()


def _seen(text: str) -> str:
    return (
        text
        if text.isprintable()
        else "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    )


def key(text: str) -> str:
    """Return the search key: lower case, without marks, đ as d, single spaces ("Đặng Thị Hoà" → "dang thi hoa")."""
    apart = unicodedata.normalize("NFD", _seen(text).translate(_STROKE))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return _SPACE.sub(" ", bare.casefold()).strip()
