"""Drawing a blind sample and labelling it (lập mẫu và gán nhãn).

A sample keeps no weight, no band and no probability, so that nobody who labels can be led by them: they stay in the
decisions of the run, which the evaluation brings together with the labels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger
from toandan.record.officers.operations import acting, require
from toandan.work.verification.models import SampleLabel, SamplePair
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import SENTENCES, UnableToSample
from toandan.work.verification.queries.pairs import masked, with_identities
from toandan.work.verification.queries.samples import SampleUnknown
from toandan.work.verification.words import Kind, Verdict, VerificationPermission

_AT_ONCE = 2000
"""Rows written by one statement."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One pair that was drawn: the line of the list, the person, the record to be shown, and the groups it is in."""

    list_id: str
    person_id: int
    record: dict[str, Any]
    groups: tuple[str, ...] = ()


def draw_sample(
    *, actor: Actor, now: datetime, kind: Kind, source: str, pairs: Sequence[Drawn], reason: str, client_key: UUID
) -> tuple[int, int]:
    """Lay pairs before labellers in their order; return the number of the sample and of its pairs.

    People who have left the register, or whom the actor may not propose about, are left out. The same key draws
    nothing more. Raises NotAllowed, UnableToSample: no reason, nobody left to label.
    """
    if not reason.strip():
        raise UnableToSample(SENTENCES["reason_missing"], code="reason_missing")
    with acting(actor):
        require(actor, VerificationPermission.PROPOSE, at=actor.at)
        before = list(SamplePair.objects.filter(client_key=client_key).values_list("sample_id", flat=True))
        if before:
            return before[0], len(before)
        stands = {row.person_id: row.unit_no for row in ledger.standings(sorted({one.person_id for one in pairs}))}
        chosen = [
            one
            for one in pairs
            if one.person_id in stands and actor.may(VerificationPermission.PROPOSE, stands[one.person_id])
        ]
        if not chosen:
            raise UnableToSample(SENTENCES["sample_empty"], code="sample_empty")
        (sample,) = base.next_numbers("sample", 1)
        records = with_identities([one.record for one in chosen])
        numbers = base.next_numbers("pair", len(chosen))
        made = [
            SamplePair(
                person_id=one.person_id, pair_id=number, sample_id=sample, unit_no=stands[one.person_id],
                client_key=client_key, kind=kind.value, source=source, reason=reason.strip(), list_id=one.list_id,
                record=_kept(record or {}), groups=list(one.groups), drawn_at=now, drawn_by=actor.name,
            )
            for one, record, number in zip(chosen, records, numbers, strict=True)
        ]  # fmt: skip
        SamplePair.objects.bulk_create(made, batch_size=_AT_ONCE)
        append(
            actor=actor, verb="verification.sample.draw", subject=f"pair_sample:{sample}", unit=actor.at,
            detail={"kind": kind.value, "pairs": len(made)},
        )  # fmt: skip
    return sample, len(made)


def _kept(record: Any) -> dict[str, Any]:
    """Return of a record what a labeller is shown, numbers masked, and who it is where it is of the register."""
    named = {"person_id": record["person_id"]} if "person_id" in record else {}
    return masked(record) | named


def label_pair(*, actor: Actor, now: datetime, pair_id: int, verdict: Verdict, client_key: UUID) -> int:
    """Write down what a labeller says of a pair; return the number of its sample.

    The first word of a labeller stands: a second one changes nothing, whatever its key. The journal does not hold the
    word, so that nobody labels after another. Raises NotAllowed and SampleUnknown.
    """
    with acting(actor):
        pair = SamplePair.objects.filter(pair_id=pair_id).first()
        if pair is None:
            raise SampleUnknown
        require(actor, VerificationPermission.REVIEW, at=pair.unit_no)
        if SampleLabel.objects.filter(person_id=pair.person_id, pair_id=pair_id, actor=actor.name).exists():
            return pair.sample_id
        said = SampleLabel(
            person_id=pair.person_id, label_id=base.next_number("label"), pair_id=pair_id, unit_no=pair.unit_no,
            client_key=client_key, verdict=verdict.value, actor=actor.name, actor_id=actor.officer, given_at=now,
        )  # fmt: skip
        SampleLabel.objects.bulk_create([said], ignore_conflicts=True)
        append(
            actor=actor, verb="verification.sample.label", subject=f"pair:{pair_id}", unit=pair.unit_no,
            detail={"pair_sample": pair.sample_id},
        )  # fmt: skip
    return pair.sample_id
