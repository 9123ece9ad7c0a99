"""Pure decisions about questions: what looks like spam, and what is the same text (quy tắc)."""

import re

from toandan.ground.kernel.names import key
from toandan.work.questions.words import Mark

QUICKEST = 2.0
"""Seconds a person needs at least between seeing the form and sending it."""
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)
_LEAST_LETTERS = 8
_LEAST_SHARE = 0.5


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
