"""Pure decisions about questions: the code its answer is read by, and what looks like spam (quy tắc)."""

import re

from toandan.ground.kernel.names import key
from toandan.work.questions.words import Mark

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""The 31 signs of a code: none that is taken for another, and as many as a prime, which the check digit needs."""
_SIGNS, _GROUP = 16, 4
_MODULUS = len(ALPHABET)
QUICKEST = 2.0
"""Seconds a person needs at least between seeing the form and sending it."""
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)
_LEAST_LETTERS = 8
_LEAST_SHARE = 0.5


def code_of(entropy: bytes) -> str:
    """Return the code made of some bytes, 15 signs (74 bits) and a check digit: "ABCD-EFGH-JKLM-NPQR"."""
    number = int.from_bytes(entropy, "big")
    signs = []
    for _place in range(_SIGNS - 1):
        number, sign = divmod(number, _MODULUS)
        signs.append(sign)
    signs.append(_check(signs))
    text = "".join(ALPHABET[sign] for sign in signs)
    return "-".join(text[at : at + _GROUP] for at in range(0, _SIGNS, _GROUP))


def read_code(typed: str) -> str | None:
    """Return the code somebody typed as it is written, None when a sign is wrong, missing or in another's place."""
    text = "".join(sign for sign in typed.upper() if not sign.isspace() and sign not in "-–—.")
    if len(text) != _SIGNS or any(sign not in ALPHABET for sign in text):
        return None
    signs = [ALPHABET.index(sign) for sign in text]
    if signs[-1] != _check(signs[:-1]):
        return None
    return "-".join(text[at : at + _GROUP] for at in range(0, _SIGNS, _GROUP))


def _check(signs: list[int]) -> int:
    """Return the check digit: weights below a prime, so one wrong sign or two exchanged ones never pass."""
    return sum((place + 2) * sign for place, sign in enumerate(signs)) % _MODULUS


def marks_of(text: str, *, trapped: bool, seconds: float) -> frozenset[Mark]:
    """Return why a text is to be looked at before it waits for an answer; nothing for what a person writes.

    `trapped` tells that the field nobody sees was filled in, `seconds` how long the form was open.
    """
    found = set()
    if trapped:
        found.add(Mark.TRAP)
    if seconds < QUICKEST:
        found.add(Mark.QUICK)
    if _LINK.search(text):
        found.add(Mark.LINKS)
    bare = [sign for sign in key(text) if not sign.isspace()]
    letters = sum("a" <= sign <= "z" for sign in bare)
    if letters < _LEAST_LETTERS or letters < _LEAST_SHARE * len(bare):
        found.add(Mark.NOISE)
    return frozenset(found)


def folded(text: str) -> str:
    """Return a text as two of them are compared: letters and digits alone, lower case, without marks."""
    return " ".join(re.findall(r"[a-z0-9]+", key(text)))
