"""Blind samples of linkage: what is left to label, and what labels say (mẫu gán nhãn).

Nothing here shows a weight, a band or another labeller's word to whoever labels; there is none in the tables.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.work.verification.models import SampleLabel, SamplePair
from toandan.work.verification.rules.samples import agreed
from toandan.work.verification.words import Kind, Verdict


class SampleUnknown(NotThere):
    """There is no such sample, or no pair of it in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such sample, or none of its pairs belongs to a unit you work for.")
        super().__init__(message, code="sample_unknown")


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One blind sample: how many of its pairs the viewer may label, and has labelled."""

    sample_id: int
    kind: Kind
    source: str
    drawn_at: datetime
    pairs: int
    mine: int


@dataclass(frozen=True, slots=True)
class SamplePairRow:
    """One pair to label; `record` has its numbers masked."""

    pair_id: int
    sample_id: int
    person_id: int
    unit: int
    kind: Kind
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """One pair with what its labels come to: `same` is None where nobody could tell or labellers differ."""

    list_id: str
    person_id: int
    groups: tuple[str, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def same(self) -> bool | None:
        """Whether the labels say that it is one person."""
        return agreed(self.verdicts)


def samples(viewer: Actor, *, low: int, high: int) -> list[SampleRow]:
    """Return the samples with pairs at the units numbered `low` to `high`, the newest first."""
    found = _labelled(SamplePair.objects.filter(unit_no__range=(low, high)), viewer)
    rows = found.values("sample_id", "kind", "source").annotate(
        pairs=Count("pair_id"), mine=Count("pair_id", filter=Q(by_me=True)), drawn=Min("drawn_at")
    )
    return [
        SampleRow(row["sample_id"], Kind(row["kind"]), row["source"], row["drawn"], row["pairs"], row["mine"])
        for row in rows.order_by("-sample_id")
    ]


def sample(viewer: Actor, sample_id: int, *, low: int, high: int) -> SampleRow:
    """Return one sample. Raises SampleUnknown."""
    found = next((row for row in samples(viewer, low=low, high=high) if row.sample_id == sample_id), None)
    if found is None:
        raise SampleUnknown
    return found


def next_pair(viewer: Actor, sample_id: int, *, low: int, high: int) -> SamplePairRow | None:
    """Return the first pair of a sample that the viewer has not labelled, None after the last."""
    found = _labelled(SamplePair.objects.filter(sample_id=sample_id, unit_no__range=(low, high)), viewer)
    row = found.filter(by_me=False).order_by("pair_id").first()
    if row is None:
        return None
    return SamplePairRow(row.pair_id, row.sample_id, row.person_id, row.unit_no, Kind(row.kind), row.record)


def labelled_pairs(sample_id: int) -> list[LabelledPair]:
    """Return every pair of a sample in scope with all its labels, in the order drawn. Raises SampleUnknown.

    For whoever evaluates; who labels must not see it.
    """
    pairs = list(SamplePair.objects.filter(sample_id=sample_id).order_by("pair_id"))
    if not pairs:
        raise SampleUnknown
    said: defaultdict[int, list[Verdict]] = defaultdict(list)
    labels = SampleLabel.objects.filter(
        person_id__in=[pair.person_id for pair in pairs], pair_id__in=[pair.pair_id for pair in pairs]
    )
    for pair_id, verdict in labels.order_by("label_id").values_list("pair_id", "verdict"):
        said[pair_id].append(Verdict(verdict))
    return [LabelledPair(pair.list_id, pair.person_id, tuple(pair.groups), tuple(said[pair.pair_id])) for pair in pairs]


def _labelled(found: QuerySet[Any], viewer: Actor) -> QuerySet[Any]:
    """Say of every pair whether the viewer has labelled it."""
    mine = SampleLabel.objects.filter(person_id=OuterRef("person_id"), pair_id=OuterRef("pair_id"), actor=viewer.name)
    seen: QuerySet[Any] = found.annotate(by_me=Exists(mine))
    return seen
