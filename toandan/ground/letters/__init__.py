"""Letters between authorities that run systems of their own (công văn liên thông): numbered, signed, told apart.

A letter is one file: a line that says who signed it, and below it the signed bytes exactly as they were signed, so that
nothing depends on how JSON is spelled. An authority is known by the fingerprint of its public key; no register of names
has to be agreed on. What never belongs here: who may write to whom, and what a letter brings about.
"""

from toandan.ground.letters.gaps import missing
from toandan.ground.letters.sealed import (
    MOST_BYTES,
    Letter,
    LetterFault,
    NotReadable,
    fingerprint,
    is_key,
    key_of,
    opened,
    sealed,
)

__all__ = [
    "MOST_BYTES",
    "Letter",
    "LetterFault",
    "NotReadable",
    "fingerprint",
    "is_key",
    "key_of",
    "missing",
    "opened",
    "sealed",
]
