"""Reading the ledger: standings and lines of people within the scope, figures without any person."""

from toandan.record.ledger.queries.errors import EntryUnknown, StandingUnknown
from toandan.record.ledger.queries.flows import flow_table, flows
from toandan.record.ledger.queries.headers import entry, entry_of, head, last_seal, seals
from toandan.record.ledger.queries.holding import holder
from toandan.record.ledger.queries.many import (
    StandingArrays,
    others_between,
    people_at,
    posted_by_session,
    posted_under,
)
from toandan.record.ledger.queries.passages import Led, Passage, led, passages
from toandan.record.ledger.queries.people import led_away, line_list, standing, standings, timeline
from toandan.record.ledger.queries.plain import plain_balance, plain_entry
from toandan.record.ledger.queries.settled import Settled, settled
from toandan.record.ledger.queries.sums import balances, changes, last_day, people_in, reported
from toandan.record.ledger.queries.verifying import verify
from toandan.record.ledger.words import matching

__all__ = [
    "EntryUnknown",
    "Led",
    "Passage",
    "Settled",
    "StandingArrays",
    "StandingUnknown",
    "balances",
    "changes",
    "entry",
    "entry_of",
    "flow_table",
    "flows",
    "head",
    "holder",
    "last_day",
    "last_seal",
    "led",
    "led_away",
    "line_list",
    "matching",
    "others_between",
    "passages",
    "people_at",
    "people_in",
    "plain_balance",
    "plain_entry",
    "posted_by_session",
    "posted_under",
    "reported",
    "seals",
    "settled",
    "standing",
    "standings",
    "timeline",
    "verify",
]
