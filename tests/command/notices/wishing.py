"""An officer who wishes the daily e-mail, and confirms the address with the link of the letter."""

import re
from datetime import datetime

from toandan.command.notices import operations
from toandan.command.notices.words import Letter
from toandan.ground.kernel.actor import Actor


class Box:
    """The letter box of an officer: what is handed in lies there."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def open(self) -> None:
        """There is nothing to connect to."""

    def send(self, letter: Letter) -> None:
        """Keep the letter."""
        self.letters.append(letter)

    def close(self) -> None:
        """There is nothing to say good-bye to."""


def code_in(text: str) -> str:
    """Return the code of the link in a letter."""
    (found,) = set(re.findall(r"/account/mail/confirm/([\w-]+)/", text))
    return str(found)


def wish(actor: Actor, address: str, *, now: datetime) -> None:
    """Choose an address and confirm it; empty ends the wish."""
    box = Box()
    operations.choose(actor=actor, now=now, address=address, post=box)
    for letter in box.letters:
        operations.confirm(actor=actor, now=now, code=code_in(letter.text))
