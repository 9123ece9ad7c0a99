"""The daily situation report, for other systems (bản tin tình hình hằng ngày)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ninja import Query, Router, Schema

from toandan.command.campaign import queries
from toandan.command.campaign.words import CampaignPermission
from toandan.faces.api.door import Call, needs
from toandan.sheets import bulletin as papers

router = Router(tags=["campaign"])


class Language(StrEnum):
    """In which language the text is."""

    VI = "vi"
    EN = "en"


class BulletinIn(Schema):
    """Of which order and day, and in which language the text is."""

    order: str
    date: date
    language: Language = Language.VI


class BulletinOut(Schema):
    """The bulletin of a day: `state` is null while nobody began one, `digest` and `entry` are those it is sealed at."""

    order: str
    date: date
    state: str | None
    number: int | None
    entry: int
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
    figures, row = queries.edition_for(request.actor, asked.order, asked.date)
    paper = papers.compose(figures, row, language=asked.language.value, now=request.now)
    return queries.plain_edition(figures, row) | {"text": papers.text(paper)}
