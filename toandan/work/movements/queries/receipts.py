"""The receipt of a dossier, and what whoever holds its code is told (biên nhận, tra cứu hồ sơ)."""

import hmac
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel import codes
from toandan.ground.kernel.errors import NotThere
from toandan.record.ledger.words import Card, EId, Standing
from toandan.work.movements.models import Receipt
from toandan.work.movements.words import AccountStage, CardStage, Progress, ReceiptRow

_CARD: Mapping[Card, CardStage] = {
    Card.APPLIED: CardStage.RECEIVED,
    Card.PRODUCED: CardStage.MADE,
    Card.ISSUED: CardStage.HANDED_OVER,
}
_ACCOUNT: Mapping[EId, AccountStage] = {
    EId.APPLIED: AccountStage.REQUESTED,
    EId.GRANTED: AccountStage.GRANTED,
    EId.ACTIVATED: AccountStage.ACTIVE,
}


class ReceiptUnknown(NotThere):
    """No dossier has this code, the code is mistyped, or nobody may see the receipt; which of these is not told."""

    def __init__(self) -> None:
        super().__init__(
            _("No dossier has this code. Look at the receipt once more; a sign may be wrong."), code="receipt_unknown"
        )


def progress(typed: str, *, now: datetime) -> Progress:
    """Return how far the dossier with this code is, whoever asks. Raises ReceiptUnknown.

    A mistyped code is looked for like any other, so that neither answer nor time tells what codes look like.
    """
    code = codes.read_code(typed) or f"mistyped {typed}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT made_at, state FROM movements_receipt_told(%s, %s)", [digest("code", code), now])
        row = cursor.fetchone()
    if row is None:
        raise ReceiptUnknown
    made_at, state = row
    # Who left the register stands in no state; what became of them is not for whoever holds a piece of paper.
    if not state:
        return Progress(made_at, CardStage.ASK, AccountStage.ASK)
    stands = Standing.of(state)
    card = _CARD.get(stands.card, CardStage.ASK)
    return Progress(made_at, card, _ACCOUNT.get(stands.eid, AccountStage.ASK))


def receipt(person: int) -> ReceiptRow:
    """Return the newest receipt of a person in scope, with its code. Raises ReceiptUnknown."""
    found = Receipt.objects.filter(person_id=person).order_by("-entry_id").first()
    if found is None:
        raise ReceiptUnknown
    return ReceiptRow(found.person_id, found.entry_id, found.unit_no, found.made_at, receipt_code(found.client_key))


def receipt_code(client_key: UUID) -> str:
    """Return the code of the receipt that was made with this key; it follows from the house's secret."""
    return codes.code_of(digest("made", str(client_key)))


def digest(what: str, text: str) -> bytes:
    """Return a keyed digest: who does not have the key cannot find a receipt by what they read in the table."""
    return hmac.new(settings.DOCUMENTS_KEY.encode(), f"movements.receipt.{what}.{text}".encode(), sha256).digest()
