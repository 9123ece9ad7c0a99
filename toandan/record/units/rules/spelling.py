"""How the name of a unit is folded so that any reasonable spelling meets it (chuẩn hoá tên đơn vị)."""

import re
from functools import lru_cache

from toandan.ground.kernel import names

_WORD = re.compile(r"[a-z]+|[0-9]+")
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "ƀ": "b"})
"""Old keyboards write the Icelandic eth for the Vietnamese letter; on screen nobody sees the difference."""


def key(text: str) -> str:
    """Return the words of a name without marks, case, punctuation: "P. Phúc-Xá 05" → "p phuc xa 5"."""
    return " ".join(filter(None, map(_folded, text.split())))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; i and y are one letter here, since "Mĩ" and "Mỹ" are both written."""
    return tuple(key(text).replace("y", "i").split())


@lru_cache(maxsize=50_000)
def _folded(piece: str) -> str:
    """Fold a piece without spaces; a country's names are made of few pieces, so most are folded once."""
    return " ".join(_bare(word) for word in _WORD.findall(names.key(piece.translate(_LOOKALIKES))))


def _bare(word: str) -> str:
    return (word.lstrip("0") or "0") if word.isdigit() else word


def proper(name: str, kind: str) -> tuple[str, ...]:
    """Return the words of a name without the legal form it begins or ends with, unless nothing would remain."""
    own, form = words(name), words(kind)
    for length in range(len(form), 0, -1):
        if len(own) > length and own[:length] == form[:length]:
            return own[length:]
    return own
