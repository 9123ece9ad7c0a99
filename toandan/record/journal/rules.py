"""The bytes that are signed, and the key that signs them; nothing here asks the clock or the database."""

import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from toandan.record.journal.words import Head


def spelled(head: Head) -> bytes:
    """Return what a head says, spelled in one way only; the signature covers these bytes."""
    said = {
        "seal": head.seal_no,
        "day": head.day.isoformat(),
        "made_at": int(head.made_at.timestamp() * 1_000_000),
        "heads": {str(strand): list(place) for strand, place in sorted(head.heads.items())},
        "previous": head.previous.hex(),
    }
    return json.dumps(said, separators=(",", ":"), sort_keys=True).encode()


def sign(head: Head, *, seed: str) -> bytes:
    """Return the Ed25519 signature over a head; `seed` is 32 bytes in hexadecimal."""
    return _key(seed).sign(spelled(head))


def is_signed(head: Head, *, seed: str) -> bool:
    """Tell whether a head bears our signature over exactly what it says."""
    try:
        _key(seed).public_key().verify(head.signature, spelled(head))
    except InvalidSignature:
        return False
    return True


def name_of(head: Head) -> bytes:
    """Return the digest by which the next head names this one."""
    return hashlib.sha256(spelled(head) + head.signature).digest()


def _key(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
