"""Whom a session of activation expects, as values (danh sách kích hoạt tài khoản)."""

from dataclasses import dataclass
from datetime import date

from toandan.ground.kernel.partial_date import PartialDate
from toandan.work.sessions.words.names import Shift, State


@dataclass(frozen=True, slots=True)
class AccountDoor:
    """A session of activation as whoever ticks accounts there knows it; `session_id` is 0 where it is not asked for."""

    code: str
    state: State
    day: date
    shift: Shift
    place: str
    address: str
    unit: int = 0
    session_id: int = 0


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody on the list of a session of activation: enough to know them by, no more.

    `activation` is the number of what was ticked under the session's code, None while the account waits.
    """

    person: int
    unit: int
    state: int
    name: str
    born: PartialDate
    number: str
    activation: int | None = None


@dataclass(frozen=True, slots=True)
class Holders:
    """One page of such a list, and how many there are in all."""

    people: tuple[Holder, ...]
    many: int
