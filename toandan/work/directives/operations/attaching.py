"""Keeping scanned originals, annexes and what comes with a report (lưu bản gốc, phụ lục, tài liệu báo cáo)."""

from datetime import datetime
from uuid import UUID

from toandan.ground import files
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.tables import kept
from toandan.work.directives.models import Addressee, Attachment, Directive
from toandan.work.directives.operations import base
from toandan.work.directives.operations.errors import unable
from toandan.work.directives.queries.sheets import DirectiveUnknown, permitted, place_of
from toandan.work.directives.words import (
    AttachmentKind,
    DirectivesPermission,
    DirectiveState,
    DirectiveVerb,
    Place,
)

_OVER = frozenset({DirectiveState.CLOSED, DirectiveState.WITHDRAWN})


def attach(
    *,
    actor: Actor,
    now: datetime,
    directive: int,
    kind: AttachmentKind,
    name: str,
    content: bytes,
    client_key: UUID,
    at: int,
) -> int:
    """Keep a file with a directive in the name of the unit or body `at`, encrypted, and return its number.

    The drafter and the issuer keep originals and annexes, an addressee what it reports with. The same key returns the
    file it kept. Raises NotAllowed, DirectiveUnknown, UnableToDirect: too large, of another type, or active.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        paper, side = base.visible(directive), place_of(at)
        one = _side(actor, paper, side, kind)
        done = Attachment.objects.filter(client_key=client_key).first()
        if done is not None:
            return _repeated(done, directive, one)
        if paper.state in _OVER:
            raise unable("wrong_state")
        if trouble := files.trouble(content):
            raise unable(trouble)
        made = Attachment(directive_id=directive, addressee=one, kind=kind.value, **kept(said, name, content))
        made.save(force_insert=True)
        base.record(said, directive, DirectiveVerb.ATTACHED, one.addressee_id if one else None)
        append(
            actor=actor, verb="directives.file.attach", subject=f"directive:{directive}", unit=at,
            detail={"kind": kind.value, "size": len(content), "sha256": made.sha256},
        )  # fmt: skip
    return made.attachment_id


def _side(actor: Actor, paper: Directive, side: Place, kind: AttachmentKind) -> Addressee | None:
    """Make sure that this side may keep a file of this kind; return the addressee a report's file belongs to."""
    if kind is AttachmentKind.REPORT:
        one = base.locked_addressee(paper.directive_id, side)
        permitted(actor, DirectivesPermission.ANSWER, side)
        if one.state == DirectiveState.DRAFTED:
            raise unable("wrong_state")
        return one
    word = DirectivesPermission.ISSUE if side == base.issuer_of(paper) else DirectivesPermission.DRAFT
    if side not in {base.issuer_of(paper), base.drafter_of(paper)}:
        raise DirectiveUnknown
    permitted(actor, word, side)
    return None


def _repeated(done: Attachment, directive: int, one: Addressee | None) -> int:
    """Return the file this key kept here. Raises UnableToDirect when it kept one elsewhere."""
    if (done.directive_id, done.addressee_id) != (directive, one.addressee_id if one else None):
        raise unable("key_used")
    return done.attachment_id
