"""The daily situation report, for other systems (bản tin tình hình hằng ngày)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema

from toandan.command.campaign import queries
from toandan.command.campaign.words import CampaignPermission
from toandan.faces.api.door import Call, needs
from toandan.sheets import bulletin as papers

router = Router(tags=["campaign"])
Day = date
"""Where a field is called `date` itself."""


class Language(StrEnum):
    """In which language the text is."""

    VI = "vi"
    EN = "en"


class BulletinIn(Schema):
    """Of which order and day, in which language the text is, and whether by the units of today."""

    order: str
    date: date
    language: Language = Language.VI
    as_now: bool = False


class BulletinOut(Schema):
    """The bulletin of a day: `state` is null while nobody began one, `digest` and `entry` are those it is sealed at.

    With `as_now` the figures stand under the units of `units_of`; of a signed bulletin they are counted again up to its
    entry, the text is that of a draft, and there is no digest: what was signed speaks of the units of its own time.
    """

    order: str
    date: date
    state: str | None
    number: int | None
    entry: int
    units_of: Day | None
    digest: str | None
    signed_at: datetime | None
    signed_by: str | None
    remarks: dict[str, dict[str, str]]
    figures: dict[str, Any]
    text: str


@router.get("/bulletin", response=BulletinOut, summary="The situation report of a day")
@needs(CampaignPermission.READ)
def bulletin(request: Call, asked: Query[BulletinIn]) -> dict[str, Any]:
    """Return the bulletin as it was signed, else a draft with the figures of the ledger as it stands."""
    today = timezone.localdate(request.now)
    units_of = today if asked.as_now else None
    figures, row = queries.edition_for(request.actor, asked.order, asked.date, today=today, units_of=units_of)
    shown = row if units_of is None else None
    paper = papers.compose(figures, shown, language=asked.language.value, now=request.now)
    return queries.plain_edition(figures, row, units_of=units_of) | {"text": papers.text(paper)}
