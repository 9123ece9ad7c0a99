"""A first letter asks whether an address is the officer's; its link is used once (xác nhận địa chỉ thư)."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from toandan.command.notices import queries
from toandan.command.notices.adapters.smtp import SmtpPost
from toandan.command.notices.models import Confirmation, Wish
from toandan.command.notices.operations import errors
from toandan.command.notices.operations.errors import UnableToNotify
from toandan.command.notices.operations.first_letter import LIVES, first_letter
from toandan.command.notices.ports import NoServer, Post, Refused, Unclear
from toandan.command.notices.words import MOST_LETTERS, Letter
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import acting

SOONEST = timedelta(minutes=1)
"""A form that is sent twice sends one letter."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A letter about to leave; its code is in no table, so it is made and sent in one go."""

    confirmation_id: int
    letter: Letter


def send_again(*, actor: Actor, now: datetime, post: Post | None = None) -> None:
    """Send one more letter to the address that waits; the one before is worth nothing then.

    Raises NotAllowed, UnableToNotify.
    """
    if actor.officer is None:
        raise NotAllowed("You may not do this.", code="not_allowed")
    if not (post or settings.MAIL_HOST):
        raise UnableToNotify(errors.NO_SERVER, code="no_server")
    with acting(actor):
        wish = queries.wish_of(actor.officer)
        if wish is None or wish.confirmed_at or not wish.address:
            raise UnableToNotify(errors.NOTHING_WAITS, code="nothing_waits")
        if wish.waits(now) and wish.asked_at and now < wish.asked_at + SOONEST:
            return
        end_open(actor.officer, now)
        asking = ask(actor=actor, now=now, address=wish.address)
    hand_in(actor=actor, now=now, asking=asking, post=post)


def confirm(*, actor: Actor, now: datetime, code: str) -> None:
    """Count the address as the officer's own, who holds the code of the last letter sent there.

    Every wrong code looks alike: used, too old, of an earlier address, or another officer's. Raises NotAllowed,
    UnableToNotify.
    """
    if actor.officer is None:
        raise NotAllowed("You may not do this.", code="not_allowed")
    with acting(actor):
        mine = Confirmation.objects.select_for_update(of=("self",)).filter(officer_id=actor.officer)
        asked = mine.order_by("-confirmation_id").first()
        # Read after the lock: whoever changes the address meanwhile holds it, and this code is not of the new one.
        wish = queries.wish_of(actor.officer)
        if wish is None or asked is None or asked.used_at or now >= asked.expires_at:
            raise UnableToNotify(errors.CODE_WRONG, code="code_wrong")
        expected = _digest(actor.officer, wish.address, code)
        if not hmac.compare_digest(bytes(asked.code_digest), expected):
            raise UnableToNotify(errors.CODE_WRONG, code="code_wrong")
        Confirmation.objects.filter(confirmation_id=asked.confirmation_id).update(used_at=now)
        Wish.objects.filter(officer_id=actor.officer).update(confirmed_at=now)
        append(actor=actor, verb="notices.wish.confirm", subject=f"officer:{actor.officer}", unit=actor.at)


def ask(*, actor: Actor, now: datetime, address: str) -> Asking:
    """Keep that a letter is asked for, and return it; inside the transaction of whoever asks. Raises UnableToNotify."""
    officer, today = actor.officer or 0, localdate(now)
    number = Confirmation.objects.filter(officer_id=officer, day=today).count() + 1
    too_many = UnableToNotify(errors.TOO_MANY_LETTERS, code="too_many_letters", values={"most": MOST_LETTERS})
    if number > MOST_LETTERS:
        raise too_many
    code = secrets.token_urlsafe(32)
    made = Confirmation(
        officer_id=officer, day=today, number=number, code_digest=_digest(officer, address, code), asked_at=now,
        expires_at=now + LIVES,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        # Another request of the same officer asked in the same moment.
        raise too_many from error
    append(actor=actor, verb="notices.wish.ask", subject=f"officer:{officer}", unit=actor.at)
    return Asking(made.confirmation_id, first_letter(address, officers.language_of(officer), code, now))


def hand_in(*, actor: Actor, now: datetime, asking: Asking, post: Post | None) -> None:
    """Hand the letter to the mail server, after it was kept that it is asked for; write down when it did not leave."""
    server = post or SmtpPost()
    try:
        server.open()
        try:
            server.send(asking.letter)
        finally:
            server.close()
    except Unclear:
        # It may have left: whoever gets it may use it, and who does not has another one sent.
        return
    except (NoServer, Refused):
        with acting(actor):
            Confirmation.objects.filter(confirmation_id=asking.confirmation_id).update(unsent_at=now)
            append(actor=actor, verb="notices.wish.unsent", subject=f"officer:{actor.officer}", unit=actor.at)


def end_open(officer: int, now: datetime) -> None:
    """Let the codes that are out count no longer; called inside a transaction."""
    Confirmation.objects.filter(officer_id=officer, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)


def _digest(officer: int, address: str, code: str) -> bytes:
    """Return a keyed digest of a code: it is worth something for this officer and this address alone."""
    said = f"notices.confirm.{officer}.{address}.{code}".encode()
    return hmac.new(settings.DOCUMENTS_KEY.encode(), said, sha256).digest()
