"""The digest of a planning task: two plans of one version answer the same question (mã phiên bản)."""

import hashlib
import json
from collections.abc import Set
from dataclasses import asdict
from datetime import date

from toandan.ground.routing.words import Home, Instance, Leg, Place, Pool, Table


def version(instance: Instance) -> str:
    """Return the SHA-256 of everything the instance says, whatever the order of its records."""
    digest = hashlib.sha256()
    head = {"days": instance.days, "first_day": instance.first_day, "params": asdict(instance.params)}
    digest.update(_plain(head))
    # A task without them keeps the digest that it had before there were any.
    known: list[Leg | Table] = sorted((*instance.legs, *instance.tables), key=repr)
    for told in known:
        digest.update(_plain(asdict(told)))
    kinds: tuple[tuple[Pool | Place | Home, ...], ...] = (instance.pools, instance.places, instance.homes)
    for records in kinds:
        for one in sorted(records, key=lambda record: record.code):
            digest.update(_plain({k: v for k, v in asdict(one).items() if k != "lends" or v is not None}))
    return digest.hexdigest()


def _plain(record: dict[str, object]) -> bytes:
    return json.dumps(record, sort_keys=True, default=_value, ensure_ascii=False).encode() + b"\n"


def _value(found: object) -> object:
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Set):
        return sorted(found)
    raise TypeError(type(found).__name__)
