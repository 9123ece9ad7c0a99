"""What a mail server looks like to this room (cổng gửi thư)."""

from typing import Protocol

from toandan.command.notices.words import Letter


class NoServer(Exception):
    """The server cannot be reached, or does not let us in: nothing was sent."""


class Refused(Exception):
    """The server said that it does not take this letter: it was not sent."""


class Unclear(Exception):
    """The connection broke before the server answered: the letter may be on its way, or not."""


class Post(Protocol):
    """Where letters are handed in."""

    def open(self) -> None:
        """Connect. Raises NoServer."""

    def send(self, letter: Letter) -> None:
        """Hand in one letter; it returns once the server has taken it. Raises Refused, Unclear."""

    def close(self) -> None:
        """Say good-bye."""
