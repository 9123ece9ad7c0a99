"""Vietnamese names in ASCII, so that edit distances count letters and not bytes (chuẩn hóa chữ viết).

DuckDB and Spark measure distances on bytes: "Nguyễn" and "Nguyên" are three edits apart there, and one here. Two
spellings are kept: the lossless one of the Telex keyboard, with the tone at the end of the syllable, so that hoà and
hòa, composed and decomposed letters come out alike; and the one without any marks.
"""

import re
import unicodedata
from functools import lru_cache

import polars as pl

from toandan.ground.kernel import names

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"\u0306": "w", "\u031b": "w"}
_HAT = "\u0302"
_NOT_A_LETTER = re.compile(r"[^a-z]+")
_WORDS = re.compile(r"[\s.,;:/()_-]+")


@lru_cache(maxsize=65536)
def syllable(written: str) -> tuple[str, str]:
    """Return one syllable as typed on the Telex keyboard and without marks ("nguyễn" → "nguyeenx", "nguyen")."""
    typed: list[str] = []
    bare: list[str] = []
    tone = ""
    for letter in unicodedata.normalize("NFD", written.casefold().replace("đ", "\ue000")):
        if letter == "\ue000":
            typed.append("dd")
            bare.append("d")
        elif letter in _TONES:
            tone = _TONES[letter]
        elif letter == _HAT and bare:
            typed.append(bare[-1])
        elif letter in _SHAPES:
            typed.append(_SHAPES[letter])
        elif not unicodedata.combining(letter):
            typed.append(letter)
            bare.append(letter)
    return _NOT_A_LETTER.sub("", "".join(typed)) + tone, _NOT_A_LETTER.sub("", "".join(bare))


def spell(written: str) -> tuple[str, str]:
    """Return a whole name in both spellings, words parted by single spaces; empty when it holds no letter."""
    seen = unicodedata.normalize("NFC", names.seen(written))
    pairs = [syllable(word) for word in _WORDS.split(seen) if word]
    kept = [pair for pair in pairs if pair[1]]
    return " ".join(typed for typed, _ in kept), " ".join(bare for _, bare in kept)


def spelled(values: pl.Series) -> pl.DataFrame:
    """Return the columns `tx` and `bare` for a column of names; each distinct value is worked out once.

    What holds no letter becomes null.
    """
    distinct = values.unique().drop_nulls()
    pairs = [spell(value) for value in distinct.to_list()]
    book = pl.DataFrame(
        {"written": distinct, "tx": [tx or None for tx, _ in pairs], "bare": [bare or None for _, bare in pairs]},
        schema={"written": pl.String, "tx": pl.String, "bare": pl.String},
    )
    asked = pl.DataFrame({"written": values.cast(pl.String)})
    return asked.join(book, on="written", how="left", maintain_order="left").select("tx", "bare")
