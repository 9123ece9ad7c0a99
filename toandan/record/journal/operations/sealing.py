"""Signing where the journal stands, so that a missing tail can be shown too (niêm phong nhật ký)."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.record.journal import rules
from toandan.record.journal.operations.appending import append
from toandan.record.journal.operations.errors import UnableToSealJournal
from toandan.record.journal.queries import last_head, present_heads
from toandan.record.journal.words import GENESIS, Head

_AT_ONCE = _("The journal is being sealed by another process just now.")


def seal(*, actor: Actor, now: datetime) -> Head:
    """Sign where every strand stands now, keep the signed head, and return it; the sealing is a line of its own.

    Every head names the one before it, so that none can be taken out of the middle. Whoever keeps a copy of the
    latest signature elsewhere can also show that the last ones were taken away. Whoever calls this acts as the house,
    who alone keeps heads. Raises UnableToSealJournal.
    """
    with transaction.atomic():
        before = last_head()
        unsigned = Head(
            seal_no=before.seal_no + 1 if before else 1,
            day=timezone.localdate(now),
            made_at=now,
            heads=present_heads(),
            previous=rules.name_of(before) if before else GENESIS,
            signature=b"",
        )
        head = replace(unsigned, signature=rules.sign(unsigned, seed=settings.JOURNAL_SEED))
        _keep(head)
        append(actor=actor, verb="journal.head.seal", subject=f"seal:{head.seal_no}", unit=None)
    return head


def _keep(head: Head) -> None:
    heads = json.dumps({str(strand): list(place) for strand, place in head.heads.items()})
    values: list[Any] = [head.seal_no, head.day, head.made_at, heads, head.previous, head.signature]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT journal_keep_head(%s, %s, %s, %s::jsonb, %s, %s)", values)
    except IntegrityError as error:
        raise UnableToSealJournal(_AT_ONCE, code="sealed_at_once") from error
