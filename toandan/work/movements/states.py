"""The life cycle of a notification list: from, to, verb, permission (vòng đời của danh sách thông báo)."""

from typing import NamedTuple

from toandan.work.movements.words import LineState, ListsPermission, ListState


class Move(NamedTuple):
    """One allowed move of a list; `reason` marks the moves that must say why."""

    source: ListState
    target: ListState
    verb: str
    permission: ListsPermission
    reason: bool = False


MOVES: tuple[Move, ...] = (
    Move(ListState.DRAFT, ListState.SENT, "send", ListsPermission.SEND),
    Move(ListState.DRAFT, ListState.WITHDRAWN, "withdraw", ListsPermission.SEND, reason=True),
    Move(ListState.SENT, ListState.WITHDRAWN, "withdraw", ListsPermission.SEND, reason=True),
    Move(ListState.SENT, ListState.ACCEPTED, "withdraw", ListsPermission.SEND, reason=True),
    Move(ListState.SENT, ListState.PARTLY_ACCEPTED, "withdraw", ListsPermission.SEND, reason=True),
    Move(ListState.SENT, ListState.RETURNED, "withdraw", ListsPermission.SEND, reason=True),
    Move(ListState.SENT, ListState.SENT, "accept", ListsPermission.ANSWER),
    Move(ListState.SENT, ListState.ACCEPTED, "accept", ListsPermission.ANSWER),
    Move(ListState.SENT, ListState.PARTLY_ACCEPTED, "accept", ListsPermission.ANSWER),
    Move(ListState.SENT, ListState.SENT, "send_back", ListsPermission.ANSWER, reason=True),
    Move(ListState.SENT, ListState.PARTLY_ACCEPTED, "send_back", ListsPermission.ANSWER, reason=True),
    Move(ListState.SENT, ListState.RETURNED, "send_back", ListsPermission.ANSWER, reason=True),
)

LINE_MOVES: frozenset[tuple[LineState, LineState]] = frozenset(
    {
        (LineState.DRAFT, LineState.PENDING),
        (LineState.DRAFT, LineState.WITHDRAWN),
        (LineState.PENDING, LineState.ACCEPTED),
        (LineState.PENDING, LineState.RETURNED),
        (LineState.PENDING, LineState.WITHDRAWN),
    }
)


def may_move(source: ListState, verb: str) -> bool:
    """Tell whether a list that stands in `source` knows this verb."""
    return any(move.source is source and move.verb == verb for move in MOVES)


def leads_to(source: ListState, verb: str, target: ListState) -> bool:
    """Tell whether the table knows the whole move."""
    return any(move.source is source and move.verb == verb and move.target is target for move in MOVES)
