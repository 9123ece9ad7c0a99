"""Drafting, wording and signing the daily bulletin (soạn, sửa lời và ký bản tin).

Figures have no way in: they are counted when the bulletin is signed, at a seal of the ledger made for it, and the
database lets nobody change a signed row.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from toandan.command.campaign import models, queries, states
from toandan.command.campaign.queries.bulletins import row_of
from toandan.command.campaign.rules import bulletins as rules
from toandan.command.campaign.words import (
    LANGUAGES,
    LONGEST_REMARK,
    BulletinFigures,
    BulletinRow,
    BulletinState,
    BulletinVerb,
    CampaignPermission,
    Wrong,
)
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.officers.operations import acting, require
from toandan.record.officers.queries import reading

_WRONG: Mapping[Wrong, str] = {
    Wrong.FIGURE: _("Figures are not typed: “%(piece)s” stands in your words. Call it by its name, such as {done}."),
    Wrong.PLACEHOLDER: _("There is no figure called %(piece)s."),
    Wrong.LONG: _("These words have %(piece)s letters; a remark has %(most)s at most."),
}


class UnableToIssue(UnableTo):
    """The bulletin was not drafted, worded or signed; the code says why."""


def draft_bulletin(*, actor: Actor, now: datetime, client_key: UUID, order: str, as_of: date) -> BulletinRow:
    """Begin the bulletin of a day; when it was begun already, return what stands.

    Raises UnableToIssue for a day that cannot have one, OrderUnknown, NotAllowed.
    """
    of = queries.order(order)
    with acting(actor):
        require(actor, CampaignPermission.DRAFT, at=of.answers)
        stands = models.Bulletin.objects.filter(order__code=order, as_of=as_of).first()
        if stands is not None:
            return row_of(stands)
        _check_day(order, as_of, since=of.starts_on, today=localdate(now))
        row = models.Bulletin(
            client_key=client_key, order_id=of.order_id, unit=of.answers, as_of=as_of, drafted_at=now, changed_at=now,
            drafted_by=actor.name, changed_by=actor.name,
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            # Two officers pressed at once: the other one's draft is as good.
            return queries.bulletin(order, as_of)
        append(actor=actor, verb="campaign.bulletin.draft", subject=_subject(row, order), unit=of.answers, detail={})
    return row_of(row)


def _check_day(order: str, day: date, *, since: date, today: date) -> None:
    """Raise UnableToIssue for a day before the order, in the future, or behind what was published already."""
    if not since <= day <= today:
        raise UnableToIssue(
            _("A bulletin is about a day from %(since)s, when the order began, to today."),
            code="day_outside_order",
            values={"since": since.isoformat()},
        )
    before = queries.last_signed(order)
    if before is not None and day <= before.as_of:
        raise UnableToIssue(
            _("Bulletin %(number)s about %(day)s is signed; the next one is about a later day and lists corrections."),
            code="day_published",
            values={"number": before.number, "day": before.as_of.isoformat()},
        )


def word_bulletin(
    *, actor: Actor, now: datetime, order: str, as_of: date, version: int, remarks: Mapping[str, Mapping[str, Any]]
) -> BulletinRow:
    """Set the officer's words of a draft; sending the same words again changes nothing.

    `version` is the one the officer saw, so that nobody's words are lost. Raises UnableToIssue, BulletinUnknown,
    OrderUnknown, NotAllowed.
    """
    of = queries.order(order)
    said = rules.tidied(remarks, LANGUAGES)
    with acting(actor):
        require(actor, CampaignPermission.DRAFT, at=of.answers)
        row = _locked(order, as_of)
        _check_state(BulletinVerb.WORD, row)
        plain = {section.value: by for section, by in said.items()}
        if plain == row.remarks:
            return row_of(row)
        _check_version(version, row.version)
        for by in said.values():
            for text in by.values():
                _check_words(text)
        row.remarks, row.version, row.changed_at, row.changed_by = plain, row.version + 1, now, actor.name
        row.save(update_fields=["remarks", "version", "changed_at", "changed_by"])
        detail: dict[str, Any] = {"version": row.version, "sections": ",".join(sorted(plain))}
        append(actor=actor, verb="campaign.bulletin.word", subject=_subject(row, order), unit=of.answers, detail=detail)
    return row_of(row)


def _check_version(seen: int, stands: int) -> None:
    if seen != stands:
        raise UnableToIssue(_("Somebody changed these words meanwhile. Look at them again."), code="words_changed")


def _check_words(text: str) -> None:
    found = rules.wrong(text)
    if found is not None:
        kind, piece = found
        raise UnableToIssue(_WRONG[kind], code=f"words_{kind}", values={"piece": piece, "most": LONGEST_REMARK})


def sign_bulletin(
    *, actor: Actor, now: datetime, client_key: UUID, order: str, as_of: date, version: int
) -> BulletinRow:
    """Seal the ledger, count the figures at the seal, number the bulletin after the last one, and keep its digest.

    The seal is an operation of its own, which holds up everybody who posts: the figures are counted after it, when
    nothing waits any more. What comes in meanwhile is behind the seal and so in no figure. `version` is that of the
    words the officer saw: nobody signs what they did not read. Repeating it with the same key returns what was signed.
    Raises UnableToIssue, BulletinUnknown, OrderUnknown, NotAllowed.
    """
    of = queries.order(order)
    with acting(actor):
        require(actor, CampaignPermission.SIGN, at=of.answers)
        row = queries.bulletin(order, as_of)
        if row.state is BulletinState.SIGNED:
            if models.Bulletin.objects.filter(bulletin_id=row.bulletin_id, sign_key=client_key).exists():
                return row
            raise _not_any_more(row.number)
        _check_version(version, row.version)
        _check_day(order, as_of, since=of.starts_on, today=localdate(now))
    entry = ledger.seal(actor=actor, now=now, reason=f"Bản tin ngày {as_of:%d/%m/%Y} của {of.code}")
    with reading(actor):
        before = queries.last_signed(order)
        figures = queries.bulletin_figures(order=order, as_of=as_of, entry=entry, previous=before)
    try:
        with acting(actor):
            held = _locked(order, as_of)
            _check_version(version, held.version)
            return _signed(actor, now, client_key, held, figures)
    except IntegrityError as taken:
        raise _meanwhile() from taken


def _signed(
    actor: Actor, now: datetime, client_key: UUID, row: models.Bulletin, figures: BulletinFigures
) -> BulletinRow:
    order, before = row.order.code, figures.previous
    _check_state(BulletinVerb.SIGN, row)
    if queries.last_signed(order) != before:
        raise _meanwhile()
    drafted = row_of(row)
    row.state, row.number = states.LIFE[BulletinVerb.SIGN].target.value, before.number + 1 if before else 1
    row.entry, row.figures = figures.entry, queries.plain_bulletin(figures)
    row.digest = rules.digest(figures, drafted.remarks)
    row.sign_key, row.signed_at, row.signed_by = client_key, now, actor.name
    row.save(update_fields=["state", "number", "entry", "figures", "digest", "sign_key", "signed_at", "signed_by"])
    detail: dict[str, Any] = {"number": row.number, "entry": row.entry, "digest": row.digest}
    append(actor=actor, verb="campaign.bulletin.sign", subject=_subject(row, order), unit=row.unit, detail=detail)
    return row_of(row)


def _meanwhile() -> UnableToIssue:
    return UnableToIssue(
        _("Another bulletin of this order was signed meanwhile. Look at it, then sign again."), code="signed_meanwhile"
    )


def _locked(order: str, as_of: date) -> models.Bulletin:
    """Return the row, held until the transaction ends; raises BulletinUnknown, or UnableToIssue when it is signed."""
    found = (
        models.Bulletin.objects.select_for_update(of=("self",)).select_related("order")
        .filter(order__code=order, as_of=as_of).first()
    )  # fmt: skip
    if found is None:
        # A signed row cannot be locked: the policy for changes does not show it.
        raise _not_any_more(queries.bulletin(order, as_of).number)
    return found


def _check_state(verb: BulletinVerb, row: models.Bulletin) -> None:
    if not states.may(verb, BulletinState(row.state)):
        raise _not_any_more(row.number)


def _not_any_more(number: int | None) -> UnableToIssue:
    return UnableToIssue(
        _("Bulletin %(number)s is signed and is not changed any more."), code="signed", values={"number": number or "–"}
    )


def _subject(row: models.Bulletin, order: str) -> str:
    return f"bulletin:{order}/{row.as_of:%Y-%m-%d}"
