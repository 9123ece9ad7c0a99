"""An officer wishes the daily e-mail, or no longer (đăng ký nhận thư)."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from toandan.command.notices import queries
from toandan.command.notices.models import Wish
from toandan.command.notices.operations.confirming import Asking, ask, end_open, hand_in
from toandan.command.notices.operations.errors import ADDRESS_WRONG, UnableToNotify
from toandan.command.notices.ports import Post
from toandan.command.notices.queries import about
from toandan.ground.envelopes import seal
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting


def choose(*, actor: Actor, now: datetime, address: str, post: Post | None = None) -> None:
    """Keep where one's own daily e-mail goes, and send a letter there that asks for a confirmation; empty ends it.

    Doing it again changes nothing, and sends nothing while a letter is out. The journal learns that it was chosen and
    asked for, never the address. A server that is away leaves the address unconfirmed. Raises NotAllowed,
    UnableToNotify.
    """
    if actor.officer is None:
        raise NotAllowed("You may not do this.", code="not_allowed")
    said = address.strip()
    try:
        if said:
            validate_email(said)
    except ValidationError as error:
        raise UnableToNotify(ADDRESS_WRONG, code="address_wrong") from error
    asking: Asking | None = None
    with acting(actor):
        verb = "notices.wish.choose" if said else "notices.wish.end"
        append(actor=actor, verb=verb, subject=f"officer:{actor.officer}", unit=actor.at)
        before = queries.wish_of(actor.officer)
        if before is None or before.address != said:
            _keep(actor.officer, now, said)
        known = before is not None and before.address == said and (before.confirmed_at or before.waits(now))
        if said and not known and (post or settings.MAIL_HOST):
            asking = ask(actor=actor, now=now, address=said)
    if asking:
        hand_in(actor=actor, now=now, asking=asking, post=post)


def _keep(officer: int, now: datetime, said: str) -> None:
    """Put the address in the place of the one before, whose confirmation and open letter are worth nothing now."""
    end_open(officer, now)
    mine = Wish.objects.filter(officer_id=officer)
    if not said:
        mine.delete()
        return
    sealed = seal(said.encode(), secret=settings.DOCUMENTS_KEY, about=about(officer))
    if not mine.update(address=sealed, changed_at=now, confirmed_at=None):
        Wish(officer_id=officer, address=sealed, changed_at=now).save(force_insert=True)
