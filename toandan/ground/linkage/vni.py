"""Text typed for the old VNI fonts, which writes a mark as a letter of its own behind the vowel (bảng mã VNI).

"Nguyễn Văn Đạo" stands there as "Nguyeãn Vaên Ñaïo". No file says that it is written so; the letters tell.
"""

import re
import unicodedata
from collections.abc import Iterable

_ODD = re.compile("[ñöøûïåäëüæîÑÖØÛÏÅÄËÜÆÎ]")
"""Letters that VNI needs and no Vietnamese word holds."""

_OWN = re.compile("[ăđơưĂĐƠƯðÞÐ\u1ea0-\u1ef9\u0300-\u0323]")
"""Letters of Vietnamese in Unicode, and what those of Windows-1258 look like when they are read as Western ones."""

_HAT, _BREVE = "\u0302", "\u0306"
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_MARKS = (
    _TONES
    | {"â": _HAT, "á": _HAT + "\u0301", "à": _HAT + "\u0300", "å": _HAT + "\u0309", "ã": _HAT + "\u0303"}
    | {"ä": _HAT + "\u0323", "ê": _BREVE, "é": _BREVE + "\u0301", "è": _BREVE + "\u0300", "ú": _BREVE + "\u0309"}
    | {"ü": _BREVE + "\u0303", "ë": _BREVE + "\u0323"}
)
_ALONE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_MARKED = re.compile(f"([aeouyôöAEOUYÔÖ])([{''.join(_MARKS)}{''.join(_MARKS).upper()}])|(.)", re.DOTALL)


def western(text: str) -> str:
    """Return text that was read as Windows-1258 as the Western letters of the same bytes; other text as it is."""
    try:
        return text.encode("cp1258").decode("cp1252")
    except UnicodeError:
        return text


def looks(texts: Iterable[str]) -> bool:
    """Tell whether more of these texts hold a letter of VNI than one of Vietnamese in another encoding."""
    odd = own = 0
    for text in texts:
        odd += bool(_ODD.search(text))
        own += bool(_OWN.search(text))
    return odd > own


def decode(text: str) -> str:
    """Return VNI text as composed Unicode."""
    return unicodedata.normalize("NFC", _MARKED.sub(_letter, text))


def _letter(found: "re.Match[str]") -> str:
    vowel, mark, other = found.groups()
    if other is not None:
        return _plain(other)
    return _plain(vowel) + _MARKS[mark.lower()]


def _plain(letter: str) -> str:
    changed = _ALONE.get(letter.lower(), letter.lower())
    return changed.upper() if letter.isupper() else changed
