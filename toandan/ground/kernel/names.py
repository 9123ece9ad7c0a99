"""Vietnamese names as they are written, and as they are searched (họ và tên)."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
UNSEEN_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
"""Characters without a shape that Unicode counts among letters and marks, as the inside of a class of characters."""
_UNSEEN_LETTER = re.compile(f"[{UNSEEN_LETTERS}]")
_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def tidy(text: str) -> str:
    """Return the text in composed Unicode form with single spaces; the letters themselves are not changed.

    Characters nobody sees (a space without width, a turn of the writing direction) are left out: with them a name
    would be found by nobody, and a line could show something else than it says.
    """
    return _SPACE.sub(" ", unicodedata.normalize("NFC", seen(text))).strip()


def seen(text: str) -> str:
    """Return the text without what nobody sees: spaces without width, turns of direction, soft hyphens, controls.

    Every value that people type or files bring goes through here, so that both come out alike; white space stays.
    """
    shaped = _UNSEEN_LETTER.sub("", text)
    if shaped.isprintable():
        return shaped
    return "".join(c for c in shaped if c.isspace() or unicodedata.category(c) not in _UNSEEN)


def key(text: str) -> str:
    """Return the search key: lower case, without marks, đ as d, single spaces ("Đặng Thị Hoà" → "dang thi hoa")."""
    apart = unicodedata.normalize("NFD", seen(text).translate(_STROKE))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return _SPACE.sub(" ", bare.casefold()).strip()
