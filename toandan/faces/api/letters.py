"""Letters from other authorities, pushed by their systems (công văn liên thông)."""

from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Field, Router, Schema

from toandan.faces.api.door import Call, needs
from toandan.ground.kernel.errors import NotThere
from toandan.ground.letters import MOST_BYTES
from toandan.record.letters import operations, queries
from toandan.record.letters.words import LettersPermission, PeerRow
from toandan.work.movements.operations import attend
from toandan.work.movements.words import ListsPermission

router = Router(tags=["letters"])
Fingerprint = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class TakenOut(Schema):
    """What became of a letter: `repeated` when it had come before, and so changed nothing."""

    number: int
    repeated: bool


class ComeOut(Schema):
    """Which letters of a sender are here: all below `next` but those in `missing`, runs of first and last number."""

    next: int
    missing: list[tuple[int, int]]


class GapOut(Schema):
    """An authority some of whose letters have not come: runs of first and last number below `next`."""

    sender: str
    name: str
    next: int
    missing: list[tuple[int, int]]


class PeerUnknown(NotThere):
    """No letters are taken in from this authority."""


@router.post("/letters", response=TakenOut, summary="Take a letter in")
@needs(LettersPermission.TAKE_IN, writes=True)
def take_in(request: Call) -> TakenOut:
    """Take in the signed file that the body is, for the client's own unit.

    The same file again changes nothing. One that is no letter for this authority is refused and journalled.
    """
    content = request.read(MOST_BYTES + 1)
    row = operations.take_in(actor=request.actor, now=request.now, unit=request.actor.at, content=content)
    attend(now=request.now, name=request.actor.name)
    return TakenOut(number=row.number, repeated=row.repeated)


@router.get("/letters/come", response=ComeOut, summary="Which letters of a sender have come")
@needs(LettersPermission.TAKE_IN)
def come(request: Call, sender: Fingerprint) -> ComeOut:
    """Say which numbers of a sender have come, so that it sends the others again."""
    peer = _peer(sender)
    return ComeOut(next=queries.next_number(peer=peer.peer_id), missing=queries.gaps(peer=peer.peer_id))


@router.get("/letters/gaps", response=list[GapOut], summary="Numbers that have not come")
@needs(ListsPermission.READ)
def gaps(request: Call) -> list[GapOut]:
    """List the authorities in whose numbers there is a gap: a list or an answer of theirs may be missing."""
    return [
        GapOut(sender=one.fingerprint, name=one.name, next=queries.next_number(peer=one.peer_id), missing=missed)
        for one, missed in queries.incomplete()
    ]


def _peer(sender: str) -> PeerRow:
    found = next((one for one in queries.peers() if one.fingerprint == sender), None)
    if found is None:
        raise PeerUnknown(_("There is no such authority to write to."), code="letters.peer_unknown")
    return found
