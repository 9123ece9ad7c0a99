"""Publishing guidance for all, writing it anew, and noting who has read it (ban hành hướng dẫn, đã đọc)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.names import tidy
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.locks import alone
from toandan.record.officers.operations import acting, require
from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Guidance, Reading, Version
from toandan.work.difficulties.operations import base
from toandan.work.difficulties.operations.errors import unable
from toandan.work.difficulties.queries.guidance import GuidanceUnknown
from toandan.work.difficulties.words import DifficultiesPermission, DifficultyState, DifficultyVerb, Kind
from toandan.work.directives.queries import permitted, place_of
from toandan.work.directives.words import Place


def publish(
    *,
    actor: Actor,
    now: datetime,
    issuer: int,
    kind: Kind,
    title: str,
    text: str,
    client_key: UUID,
    difficulty: int | None = None,
) -> int:
    """Publish guidance in the name of a unit, from the answer to a difficulty or without one; return its number here.

    Its number follows the last one of the unit's year. The same key returns what it published. Raises NotAllowed,
    DifficultyUnknown, UnableToResolve.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        at = place_of(issuer)
        base.on_behalf(actor, DifficultiesPermission.PUBLISH, at)
        done = Guidance.objects.filter(client_key=client_key).first()
        if done is not None:
            return done.guidance_id
        _checked(title, text)
        if difficulty is not None:
            one = base.locked(difficulty)
            permitted(actor, DifficultiesPermission.PUBLISH, Place(one.desk_no))
            base.fits(DifficultyVerb.PUBLISHED, one, "")
        made = _numbered(said, at, kind, difficulty)
        _write(said, made, 1, title, text, "")
        if difficulty is not None:
            base.change(one, state=DifficultyState.PUBLISHED.value, guidance=made.guidance_id)
            base.record(said, difficulty, DifficultyVerb.PUBLISHED)
        append(
            actor=actor, verb="difficulties.guidance.issue", subject=f"guidance:{made.guidance_id}", unit=issuer,
            detail={"kind": kind.value},
        )  # fmt: skip
    return made.guidance_id


def revise(*, actor: Actor, now: datetime, guidance: int, title: str, text: str, reason: str, client_key: UUID) -> int:
    """Publish a new version, which takes the place of the one in force; return which version it is.

    The old one stays readable; who had read it has not read the new one. The same key returns the version it made.
    Raises NotAllowed, GuidanceUnknown, UnableToResolve.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        found = Guidance.objects.filter(guidance_id=guidance)
        one = found.first()
        if one is None:
            raise GuidanceUnknown
        base.on_behalf(actor, DifficultiesPermission.PUBLISH, Place(one.issuer_no, one.issuer_body))
        one = found.select_for_update(of=("self",)).get()
        done = Version.objects.filter(client_key=client_key).first()
        if done is not None:
            if done.guidance_id != guidance:
                raise unable("key_used")
            return done.version
        if not reason.strip():
            raise unable("reason_missing")
        _checked(title, text)
        version = one.latest + 1
        Guidance.objects.filter(guidance_id=guidance).update(latest=version)
        _write(said, one, version, title, text, reason)
        append(
            actor=actor, verb="difficulties.guidance.revise", subject=f"guidance:{guidance}", unit=one.issuer_no,
            detail={"version": version},
        )  # fmt: skip
    return version


def take_note(*, actor: Actor, now: datetime, guidance: int, version: int) -> None:
    """Write down that the officer has read the version in force; twice is once. Raises as below.

    The officer's number and the version are the key of this write. Raises NotAllowed, GuidanceUnknown, UnableToResolve.
    """
    with acting(actor):
        require(actor, DifficultiesPermission.LOOK_UP, at=actor.at)
        if actor.officer is None:
            raise unable("not_officer")
        one = Guidance.objects.filter(guidance_id=guidance).first()
        if one is None or not 1 <= version <= one.latest:
            raise GuidanceUnknown
        if version != one.latest:
            raise unable("old_version")
        if Reading.objects.filter(guidance_id=guidance, version=version, officer_id=actor.officer).exists():
            return
        Reading(
            guidance_id=guidance, version=version, officer_id=actor.officer, officer=actor.name, unit_no=actor.at,
            read_at=now,
        ).save(force_insert=True)  # fmt: skip
        append(
            actor=actor, verb="difficulties.guidance.read", subject=f"guidance:{guidance}", unit=actor.at,
            detail={"version": version},
        )  # fmt: skip


def _checked(title: str, text: str) -> None:
    if not title.strip() or not text.strip():
        raise unable("title_missing")


def _numbered(said: Said, at: Place, kind: Kind, difficulty: int | None) -> Guidance:
    """Return the guidance under the next number of the unit's year."""
    year = localdate(said.now).year
    # Two who publish for one unit at once take turns, so that no number is drawn twice.
    alone("guidance", at.number)
    last = Guidance.objects.filter(numbered_no=at.number, year=year).aggregate(last=Max("number"))["last"] or 0
    made = Guidance(
        client_key=said.client_key, issuer_no=at.number, issuer_body=at.body, numbered_no=at.number, year=year,
        number=last + 1, kind=kind.value, difficulty=difficulty,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def _write(said: Said, of: Guidance, version: int, title: str, text: str, why: str) -> None:
    Version(
        client_key=said.client_key, guidance_id=of.guidance_id, version=version, title=tidy(title),
        text=text.strip(), search=rules.folded(title, text), why=why.strip(), published_at=said.now,
        published_by=said.actor.name,
    ).save(force_insert=True)  # fmt: skip
