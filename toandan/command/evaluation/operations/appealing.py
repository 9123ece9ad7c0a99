"""A unit appeals against its sheet; the unit above decides (khiếu nại, giải quyết khiếu nại)."""

from datetime import datetime
from uuid import UUID, uuid5

from toandan.command.evaluation import queries, states
from toandan.command.evaluation.models import Appeal
from toandan.command.evaluation.operations.errors import unable
from toandan.command.evaluation.operations.scoring import anew
from toandan.command.evaluation.words import AppealState, AppealVerb, Criterion, EvaluationPermission, Remedy, SheetRow
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units


def appeal(
    *, actor: Actor, now: datetime, sheet_id: int, criterion: Criterion, reason: str, client_key: UUID
) -> int:  # fmt: skip
    """Appeal, in the name of the unit scored, against a criterion of its sheet that counts; return the appeal's number.

    The same key appeals once. Raises NotAllowed, SheetUnknown, UnableToEvaluate.
    """
    with acting(actor):
        one = queries.sheet(sheet_id)
        require(actor, EvaluationPermission.APPEAL, at=one.kept)
        if actor.at != one.kept and not actor.everywhere:
            raise NotAllowed("You may not do this.", code="not_allowed")
        done = Appeal.objects.filter(client_key=client_key).first()
        if done is not None:
            if (done.sheet_id, done.criterion) != (sheet_id, criterion.value):
                raise unable("key_used")
            return done.appeal_id
        if not one.counts:
            raise unable("superseded")
        if not reason.strip():
            raise unable("reason_missing")
        if Appeal.objects.filter(sheet_id=sheet_id, criterion=criterion.value).exists():
            raise unable("appealed")
        made = Appeal(
            client_key=client_key, sheet_id=sheet_id, unit_no=one.unit, kept_no=one.kept_no, criterion=criterion.value,
            reason=reason.strip(), raised_at=now, raised_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        append(
            actor=actor, verb="evaluation.appeal.raise", subject=f"appeal:{made.appeal_id}", unit=one.kept,
            detail={"criterion": criterion.value},
        )  # fmt: skip
    return made.appeal_id


def decide(
    *, actor: Actor, now: datetime, appeal_id: int, remedy: Remedy | None, answer: str, client_key: UUID
) -> int | None:  # fmt: skip
    """Decide an appeal; with a remedy it is upheld and the corrected sheet returned, with None it is dismissed.

    A remedy counts the period again from the register, or sets the criterion aside and spreads its weight; no number is
    typed in. The old sheet stays. The same key decides once. Raises NotAllowed, SheetUnknown, UnableToEvaluate.
    """
    with acting(actor):
        one = _locked(actor, appeal_id)
        if one.decision_key == client_key:
            return one.corrected
        verb = AppealVerb.UPHOLD if remedy else AppealVerb.DISMISS
        if not states.may(verb, AppealState(one.state)):
            raise unable("decided")
        if not answer.strip():
            raise unable("reason_missing")
        corrected = None
        if remedy:
            old = queries.sheet(one.sheet_id)
            newest = queries.versions(old)[0]
            if remedy is Remedy.RECOUNT and newest.kept_no:
                raise unable("carried_on")
            aside = newest.set_aside | ({Criterion(one.criterion)} if remedy is Remedy.SET_ASIDE else set())
            corrected = anew(actor, now, newest, aside=aside, why=answer, client_key=uuid5(client_key, "sheet"))
            _not_worse(newest, queries.sheet(corrected), remedy)
        Appeal.objects.filter(appeal_id=appeal_id).update(
            state=states.APPEALS[verb].target.value, answer=answer.strip(), answered_at=now, answered_by=actor.name,
            decision_key=client_key, corrected=corrected,
        )  # fmt: skip
        append(
            actor=actor, verb=f"evaluation.appeal.{verb.value}", subject=f"appeal:{appeal_id}",
            unit=one.kept_no or one.unit_no, detail={"remedy": remedy.value if remedy else ""},
        )  # fmt: skip
    return corrected


def _not_worse(before: SheetRow, after: SheetRow, remedy: Remedy) -> None:
    """Make sure that who appealed is not worse off for being right (không làm xấu hơn). Raises UnableToEvaluate.

    What is counted again is what the register says, whichever way it goes; a criterion set aside is a choice.
    """
    if remedy is not Remedy.SET_ASIDE or before.score is None:
        return
    if after.score is None or after.score < before.score:
        raise unable("worse", before=before.score, after="–" if after.score is None else after.score)


def _locked(actor: Actor, appeal_id: int) -> Appeal:
    """Return the appeal, kept from other writers, to who may decide it. Raises NotAllowed, SheetUnknown."""
    mine = Appeal.objects.filter(appeal_id=appeal_id)
    seen = mine.first()
    if seen is None:
        raise queries.SheetUnknown
    _decides(actor, seen.kept_no or seen.unit_no)
    return mine.select_for_update(of=("self",)).get()


def _decides(actor: Actor, unit: int) -> None:
    """Make sure that the actor scores this unit and works above it. Raises NotAllowed, UnableToEvaluate."""
    require(actor, EvaluationPermission.SCORE, at=unit)
    if not actor.everywhere and actor.at not in {above.number for above in units.ancestors(unit)} - {unit}:
        raise unable("own_unit")
