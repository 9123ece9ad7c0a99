"""Codes that people read, write down and type: short, not to be guessed, and a slip is noticed (mã tra cứu)."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""The 31 signs of a code: none that is taken for another, and as many as a prime, which the check digit needs."""
_SIGNS, _GROUP = 16, 4
_MODULUS = len(ALPHABET)


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
