"""The authorities we exchange letters with (cơ quan liên thông)."""

from django.conf import settings

from toandan.ground import letters as ground
from toandan.record.letters.models import Peer
from toandan.record.letters.words import PeerRow


def own_key() -> str:
    """Return our public key, which the others write down; whoever has it can read nothing, and check our signature."""
    return ground.key_of(settings.LETTERS_SEED)


def peers(*, ended: bool = False) -> list[PeerRow]:
    """Return the authorities whose letters are believed, by name; with `ended` those of earlier times too."""
    found = Peer.objects.order_by("name", "peer_id")
    return [
        PeerRow(p.peer_id, p.name, p.fingerprint, p.public_key, p.since, p.until)
        for p in (found if ended else found.filter(until=None))
    ]
