"""An officer wishes the daily e-mail, or no longer (đăng ký nhận thư)."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from toandan.command.notices.models import Wish
from toandan.command.notices.operations.errors import ADDRESS_WRONG, UnableToNotify
from toandan.command.notices.queries import about
from toandan.ground.envelopes import seal
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting


def choose(*, actor: Actor, now: datetime, address: str) -> None:
    """Keep where one's own daily e-mail goes; an empty address ends it. Doing it again changes nothing.

    The journal learns that it was chosen, never the address. Raises NotAllowed, UnableToNotify.
    """
    if actor.officer is None:
        raise NotAllowed("You may not do this.", code="not_allowed")
    said = address.strip()
    try:
        if said:
            validate_email(said)
    except ValidationError as error:
        raise UnableToNotify(ADDRESS_WRONG, code="address_wrong") from error
    with acting(actor):
        mine = Wish.objects.filter(officer_id=actor.officer)
        if said:
            sealed = seal(said.encode(), secret=settings.DOCUMENTS_KEY, about=about(actor.officer))
            if not mine.update(address=sealed, changed_at=now):
                Wish(officer_id=actor.officer, address=sealed, changed_at=now).save(force_insert=True)
        else:
            mine.delete()
        verb = "notices.wish.choose" if said else "notices.wish.end"
        append(actor=actor, verb=verb, subject=f"officer:{actor.officer}", unit=actor.at)
