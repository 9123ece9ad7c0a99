"""The life of a session: a table a clerk could read (vòng đời buổi lưu động)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toandan.work.sessions.words import SessionsPermission, SessionVerb, State, TicketState


@dataclass(frozen=True, slots=True)
class Way:
    """Where a verb may come from, where it leads (None: nowhere else), who may go it, and whether a reason is asked."""

    sources: frozenset[State]
    target: State | None
    permission: SessionsPermission
    reason: bool = False


_PLANNED = frozenset({State.PLANNED})
_RUNNING = frozenset({State.PLANNED, State.OPEN})

LIFE: Mapping[SessionVerb, Way] = MappingProxyType(
    {
        SessionVerb.ANNOUNCED: Way(frozenset(), State.PLANNED, SessionsPermission.PLAN),
        SessionVerb.MOVED: Way(_PLANNED, None, SessionsPermission.PLAN, reason=True),
        SessionVerb.OPENED: Way(_PLANNED, State.OPEN, SessionsPermission.RUN),
        SessionVerb.CLOSED: Way(frozenset({State.OPEN}), State.CLOSED, SessionsPermission.RUN),
        SessionVerb.RECONCILED: Way(frozenset({State.CLOSED}), State.RECONCILED, SessionsPermission.RECONCILE),
        SessionVerb.CALLED: Way(frozenset({State.OPEN}), None, SessionsPermission.RUN),
        SessionVerb.CANCELLED: Way(_RUNNING, State.CANCELLED, SessionsPermission.PLAN, reason=True),
    }
)

QUEUE: Mapping[TicketState, frozenset[TicketState]] = MappingProxyType(
    {
        TicketState.WAITING: frozenset({TicketState.CALLED, TicketState.LEFT}),
        TicketState.CALLED: frozenset({TicketState.SERVED, TicketState.LEFT}),
        TicketState.SERVED: frozenset(),
        TicketState.LEFT: frozenset(),
    }
)
"""Where a queue number may go from each of its states."""


def may(verb: SessionVerb, state: State) -> bool:
    """Tell whether something can happen to a session in this state."""
    return state in LIFE[verb].sources


def after(verb: SessionVerb, state: State) -> State:
    """Return the state a verb leads to."""
    return LIFE[verb].target or state
