"""Writing the day in the field: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.work.sessions.operations.activating import activate, undo_activation
from toandan.work.sessions.operations.asking import ask_home, ask_homes, collect_homes, withdraw_home
from toandan.work.sessions.operations.driving import cancel_route, route
from toandan.work.sessions.operations.errors import (
    SENTENCES,
    UnableToActivate,
    UnableToHold,
    UnableToKeepPlace,
    UnableToVisit,
)
from toandan.work.sessions.operations.importing import import_places
from toandan.work.sessions.operations.leading import repoint
from toandan.work.sessions.operations.people import add_crew, answer_helper, ask_helper, record_hours, remove_crew
from toandan.work.sessions.operations.places import (
    add_place,
    agree,
    close_place,
    end_agreement,
    set_contact,
    set_serves,
)
from toandan.work.sessions.operations.planning import announce, cancel, move
from toandan.work.sessions.operations.reconciling import reconcile
from toandan.work.sessions.operations.running import (
    call_next,
    close_session,
    draw_ticket,
    finish_ticket,
    open_session,
)
from toandan.work.sessions.operations.taking_over import keep_held, open_places
from toandan.work.sessions.operations.visiting import visit

__all__ = [
    "SENTENCES",
    "UnableToActivate",
    "UnableToHold",
    "UnableToKeepPlace",
    "UnableToVisit",
    "activate",
    "add_crew",
    "add_place",
    "agree",
    "announce",
    "answer_helper",
    "ask_helper",
    "ask_home",
    "ask_homes",
    "call_next",
    "cancel",
    "cancel_route",
    "close_place",
    "close_session",
    "collect_homes",
    "draw_ticket",
    "end_agreement",
    "finish_ticket",
    "import_places",
    "keep_held",
    "move",
    "open_places",
    "open_session",
    "reconcile",
    "record_hours",
    "remove_crew",
    "repoint",
    "route",
    "set_contact",
    "set_serves",
    "undo_activation",
    "visit",
    "withdraw_home",
]
