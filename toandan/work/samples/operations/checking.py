"""Writing down what the re-check of a person found (ghi kết quả kiểm tra lại)."""

from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.samples import rules
from toandan.work.samples.models import Check, Drawn
from toandan.work.samples.operations.errors import unable
from toandan.work.samples.queries.sheets import sample
from toandan.work.samples.words import Arm, Discrepancy, Found, SamplesPermission


def check(
    *,
    actor: Actor,
    now: datetime,
    sample_id: int,
    person: int,
    found: Found,
    kind: Discrepancy | None = None,
    note: str = "",
    client_key: UUID,
) -> None:
    """Write a re-check down; one that is made again takes the place of the earlier, which is kept.

    The register is not changed by it: what is wrong there is corrected through its own doors. The same key writes
    once. Raises NotAllowed, SampleUnknown, UnableToSample.
    """
    with acting(actor):
        one = sample(sample_id)
        require(actor, SamplesPermission.CHECK, at=one.kept)
        if actor.at == one.kept and not actor.everywhere:
            raise unable("own_unit")
        done = Check.objects.filter(person_id=person, client_key=client_key).first()
        if done is not None:
            if done.sample_id != sample_id:
                raise unable("key_used")
            return
        drawn = Drawn.objects.filter(person_id=person, sample_id=sample_id).first()
        if drawn is None:
            raise unable("not_drawn")
        fault = rules.fault_of(Arm(drawn.arm), found, kind)
        if fault:
            raise unable(fault)
        Check(
            person_id=person, client_key=client_key, sample_id=sample_id, unit_no=one.unit, kept_no=drawn.kept_no,
            arm=drawn.arm, found=found.value, kind=kind.value if kind else "", note=note.strip(), checked_at=now,
            checked_by=actor.name, checked_by_id=actor.officer,
        ).save(force_insert=True)  # fmt: skip
        append(
            actor=actor, verb="samples.check.record", subject=f"sample:{sample_id}", unit=one.kept,
            detail={"person": person},
        )  # fmt: skip
