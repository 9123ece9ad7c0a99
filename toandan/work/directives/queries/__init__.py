"""Reading directives; every function works inside the scope of its transaction."""

from toandan.work.directives.queries.committees import (
    CommitteeUnknown,
    committee,
    committees,
    may_keep,
    may_read,
    meeting,
    meetings,
    members,
)
from toandan.work.directives.queries.desks import (
    awaiting_issue,
    due_addressees,
    escalated,
    inbox,
    outbox,
    overdue,
    tasks_waiting,
    to_look_at,
    waiting_for,
)
from toandan.work.directives.queries.sheets import (
    DirectiveUnknown,
    attachment,
    head,
    is_first,
    place_of,
    reaches,
    sheet,
)

__all__ = [
    "CommitteeUnknown",
    "DirectiveUnknown",
    "attachment",
    "awaiting_issue",
    "committee",
    "committees",
    "due_addressees",
    "escalated",
    "head",
    "inbox",
    "is_first",
    "may_keep",
    "may_read",
    "meeting",
    "meetings",
    "members",
    "outbox",
    "overdue",
    "place_of",
    "reaches",
    "sheet",
    "tasks_waiting",
    "to_look_at",
    "waiting_for",
]
