"""Documents at rest in envelopes (phong bì mã hóa): each sealed under a key of its own, which the house's key wraps.

A sealed document is bound to what it is about, such as its row, so that one cannot be laid in the place of another.
What never belongs here: where the house's key comes from.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_MARK = b"TE1"
_NONCE, _KEY, _TAG = 12, 32, 16
_WRAPPED = _KEY + _TAG


class NotOpened(Exception):
    """The envelope was not sealed with this key, is about something else, or is damaged."""


def seal(content: bytes, *, secret: str, about: str) -> bytes:
    """Return the content sealed: mark, nonce, wrapped key, nonce, content; the same content never looks the same."""
    own = AESGCM.generate_key(bit_length=_KEY * 8)
    first, second = os.urandom(_NONCE), os.urandom(_NONCE)
    wrapped = AESGCM(_house(secret)).encrypt(first, own, about.encode())
    return _MARK + first + wrapped + second + AESGCM(own).encrypt(second, content, about.encode())


def unseal(sealed: bytes, *, secret: str, about: str) -> bytes:
    """Return the content. Raises NotOpened."""
    first, rest = sealed[len(_MARK) : len(_MARK) + _NONCE], sealed[len(_MARK) + _NONCE :]
    wrapped, second, body = rest[:_WRAPPED], rest[_WRAPPED : _WRAPPED + _NONCE], rest[_WRAPPED + _NONCE :]
    if not sealed.startswith(_MARK) or len(body) < _TAG:
        raise NotOpened
    try:
        own = AESGCM(_house(secret)).decrypt(first, wrapped, about.encode())
        return AESGCM(own).decrypt(second, body, about.encode())
    except InvalidTag as error:
        raise NotOpened from error


def _house(secret: str) -> bytes:
    """Return the key that wraps keys, made of the house's secret for this use alone."""
    return HKDF(hashes.SHA256(), _KEY, salt=None, info=b"toandan documents").derive(secret.encode())
