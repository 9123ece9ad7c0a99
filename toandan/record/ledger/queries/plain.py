"""Balances and entries in plain values, as the command line and the interface for machines give them."""

from collections import Counter
from datetime import date
from typing import Any

from toandan.record.ledger.queries.sums import balances
from toandan.record.ledger.words import EntryRow, Standing
from toandan.record.units.words import Unit


def plain_balance(unit: Unit, *, as_of: date, entry: int | None = None) -> dict[str, Any]:
    """Return the accounts of a unit and everything below it, with the words of each standing."""
    people: Counter[int] = Counter()
    for _, state, many in balances(as_of=as_of, entry=entry, low=unit.number, high=unit.last):
        people[state] += many
    return {
        "unit": unit.code,
        "name_vi": unit.name_vi,
        "name_en": unit.name_en,
        "as_of": as_of.isoformat(),
        "entry": entry,
        "people": people.total(),
        "accounts": [{**_words(state), "people": many} for state, many in sorted(people.items())],
    }


def plain_entry(entry: EntryRow) -> dict[str, Any]:
    """Return the header of an entry; it names nobody whom it moved."""
    return {
        "entry": entry.entry,
        "client_key": entry.client_key,
        "verb": entry.verb.value,
        "occurred_on": entry.occurred_on.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "actor": entry.actor,
        "reason": entry.reason,
        "evidence": entry.evidence,
        "session": entry.session,
        "posted": entry.lines,
        "refused": entry.refused,
    }


def _words(state: int) -> dict[str, Any]:
    standing = Standing.of(state)
    return {
        "state": state,
        "residence": standing.residence.value,
        "card": standing.card.value,
        "eid": standing.eid.value,
        "obstacle": standing.obstacle.value,
    }
