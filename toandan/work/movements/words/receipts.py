"""Words of receipts: how far a dossier is, as whoever holds its code is told (biên nhận)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CardStage(StrEnum):
    """How far the card is; of anything else the police tell whoever asks there."""

    RECEIVED = "received"
    MADE = "made"
    HANDED_OVER = "handed_over"
    ASK = "ask"


class AccountStage(StrEnum):
    """How far the electronic account is."""

    REQUESTED = "requested"
    GRANTED = "granted"
    ACTIVE = "active"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the dossier of a receipt is; nothing of it tells whose it is, or where."""

    made_at: datetime
    card: CardStage
    account: AccountStage


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A receipt with its code, for the officer who prints it."""

    person: int
    entry: int
    unit: int
    made_at: datetime
    code: str
