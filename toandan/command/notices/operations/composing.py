"""Making the day's digests: what is new since the last one, for everybody who wishes it (soạn thư)."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from toandan.command.notices import queries
from toandan.command.notices.models import Digest, Told, Wish
from toandan.command.notices.operations.naming import message_id
from toandan.command.notices.operations.settling import settle_open
from toandan.command.notices.words import DigestState, Load
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading


def compose(*, actor: Actor, now: datetime) -> list[int]:
    """Make the digest of the day for each who wishes one, confirmed where, and has something new; return numbers.

    Without a mail server nothing is made, so that nothing counts as told. A second run on the same day makes none: each
    officer has one digest a day at most. What could not be sent on an earlier day is told of once more. The house
    does it. Raises NotAllowed.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    if not settings.MAIL_HOST:
        return []
    settle_open(actor=actor, now=now, before=localdate(now))
    with acting(actor):
        confirmed = Wish.objects.filter(confirmed_at__isnull=False)
        wished = list(confirmed.order_by("officer_id").values_list("officer_id", flat=True))
    return [made for officer in wished if (made := _composed(actor, now, officer)) is not None]


def _composed(house: Actor, now: datetime, officer: int) -> int | None:
    """Make one officer's digest of the day; None when there is one already, or nothing is new."""
    day = localdate(now)
    theirs = officers.actor_of(officer, now=now)
    if not theirs.grants:
        return None
    with reading(theirs):
        found, loads = queries.waiting(theirs, now=now), queries.loads(theirs, now=now)
    try:
        with acting(house), transaction.atomic():
            if Digest.objects.filter(officer_id=officer, day=day).exists():
                return None
            return _kept(house, now, officer, found, loads)
    except IntegrityError:
        # Another process made it in the same moment.
        return None


def _kept(house: Actor, now: datetime, officer: int, found: queries.Waiting, loads: Mapping[Load, int]) -> int | None:
    known = {(one.kind, one.thing): one.told_id for one in Told.objects.filter(officer_id=officer)}
    here = {(kind.value, thing) for kind, things in found.items() for thing in things}
    # What was dealt with and comes back, such as an answer that was not accepted, is new again.
    Told.objects.filter(told_id__in=[told_id for pair, told_id in known.items() if pair not in here]).delete()
    fresh = {kind: [thing for thing in things if (kind.value, thing) not in known] for kind, things in found.items()}
    if not any(fresh.values()):
        return None
    before = Digest.objects.filter(officer_id=officer).order_by("-day").values_list("state", flat=True).first()
    made = Digest(
        officer_id=officer, day=localdate(now), made_at=now,
        message_id=message_id(),
        lines=[
            *([kind.value, len(new), len(found[kind])] for kind, new in fresh.items() if new),
            *([load.value, 0, many] for load, many in loads.items()),
        ],
        again=before == DigestState.UNKNOWN.value,
    )  # fmt: skip
    made.save(force_insert=True)
    Told.objects.bulk_create(
        Told(officer_id=officer, kind=kind.value, thing=thing, digest_id=made.digest_id)
        for kind, new in fresh.items()
        for thing in sorted(new)
    )
    append(
        actor=house, verb="notices.digest.make", subject=f"officer:{officer}", unit=house.at,
        detail={"lines": len(made.lines)},
    )  # fmt: skip
    return made.digest_id
