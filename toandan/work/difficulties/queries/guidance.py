"""Guidance in its versions, and who has read it (hướng dẫn, ai đã đọc)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.record.officers import queries as officers
from toandan.record.officers.words import ROLES
from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Reading, Version
from toandan.work.difficulties.words import DifficultiesPermission, GuidanceRow, Kind, ReaderRow
from toandan.work.directives.words import Place

PAGE = 50


class GuidanceUnknown(NotThere):
    """There is no such guidance, or not in this version."""

    def __init__(self) -> None:
        super().__init__(_("There is no such guidance."), code="guidance_unknown")


def guidance(guidance_id: int, version: int | None = None) -> GuidanceRow:
    """Return a piece of guidance in one version, the one in force unless another is named. Raises GuidanceUnknown."""
    all_of_it = _versions().filter(guidance_id=guidance_id)
    wanted = all_of_it.filter(version=F("guidance__latest")) if version is None else all_of_it.filter(version=version)
    found = wanted.first()
    if found is None:
        raise GuidanceUnknown
    return row_of(found)


def versions(guidance_id: int) -> list[GuidanceRow]:
    """Return every version, the newest first."""
    return [row_of(one) for one in _versions().filter(guidance_id=guidance_id).order_by("-version")]


def find_guidance(
    *, text: str = "", kind: Kind | None = None, before: int | None = None, limit: int = PAGE
) -> list[GuidanceRow]:
    """Return guidance in force, the newest first; with a text, what holds each of its words, marks or none.

    `before` is the number of the last one seen.
    """
    found = _versions().filter(version=F("guidance__latest"))
    if kind is not None:
        found = found.filter(guidance__kind=kind.value)
    if before:
        found = found.filter(guidance_id__lt=before)
    for word in rules.folded(text).split():
        found = found.filter(search__contains=f" {word}")
    return [row_of(one) for one in found.order_by("-guidance_id")[:limit]]


def has_read(row: GuidanceRow, officer: int | None) -> bool:
    """Tell whether an officer has read this version."""
    return officer is not None and _readings(row).filter(officer_id=officer).exists()


def read_by(officer: int | None) -> set[tuple[int, int]]:
    """Return what an officer has read, as (guidance, version)."""
    if officer is None:
        return set()
    return set(Reading.objects.filter(officer_id=officer).values_list("guidance_id", "version"))


def unread(officer: int | None) -> int:
    """Return how many pieces of guidance an officer has not read in the version in force; none for the house."""
    return len(unread_versions(officer))


def unread_versions(officer: int | None) -> list[int]:
    """Return the numbers of the versions in force that an officer has not read; none for the house."""
    if officer is None:
        return []
    mine = Reading.objects.filter(officer_id=officer, guidance=OuterRef("guidance"), version=OuterRef("version"))
    force = Version.objects.filter(version=F("guidance__latest"))
    found = force.annotate(read=Subquery(mine.values("reading_id")[:1])).filter(read=None)
    return list(found.order_by("version_id").values_list("version_id", flat=True))


def readers(row: GuidanceRow, *, ranges: Iterable[tuple[int, int]], now: datetime) -> list[ReaderRow]:
    """Return which officers with posts in these ranges have read a version and which have not, those first.

    Only accounts that may read guidance count; who has read and holds no post any more is still told.
    """
    reach = list(ranges)
    done = {one.officer_id: one for one in _readings(row)}
    rows = {}
    for account in officers.officers(ranges=reach):
        held = [post for post in account.posts if post.held(now) and _inside(post.unit_no, reach)]
        may = any(DifficultiesPermission.LOOK_UP in ROLES[post.role].permissions for post in held)
        if account.is_active and may:
            read = done.get(account.officer_id)
            name = account.display_name or account.username
            rows[account.officer_id] = ReaderRow(
                account.officer_id, name, held[0].unit_no, read.read_at if read else None
            )
    for gone in (one for number, one in done.items() if number not in rows and _inside(one.unit_no, reach)):
        rows[gone.officer_id] = ReaderRow(gone.officer_id, gone.officer, gone.unit_no, gone.read_at)
    return sorted(rows.values(), key=lambda one: (one.read_at is not None, one.unit_no, one.name))


def row_of(found: Version) -> GuidanceRow:
    """Return a stored version, with its guidance, as a value."""
    top = found.guidance
    return GuidanceRow(
        top.guidance_id, Place(top.issuer_no, top.issuer_body), top.year, top.number, Kind(top.kind), top.difficulty,
        found.version, top.latest, found.title, found.text, found.why, found.published_at, found.published_by,
    )  # fmt: skip


def _versions() -> QuerySet[Version]:
    return Version.objects.select_related("guidance")


def _readings(row: GuidanceRow) -> QuerySet[Reading]:
    return Reading.objects.filter(guidance_id=row.guidance_id, version=row.version)


def _inside(number: int, ranges: list[tuple[int, int]]) -> bool:
    return any(low <= number <= high for low, high in ranges)
