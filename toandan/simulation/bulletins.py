"""The bulletins of the days before the evening that is shown (bản tin các ngày trước).

They are signed while the campaign is played, at the end of their days, so that what comes in late afterwards stands in
the next one as a correction.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from toandan.command.campaign import operations as campaign
from toandan.command.campaign.words import Section
from toandan.record.officers import queries as officers

SIGNER = "pc06"
_AT = time(21)
_WORDS = {
    "vi": "Đơn vị đã hoàn thành cử bộ thiết bị hỗ trợ đơn vị bạn; còn {left} người phải làm trước ngày {deadline}.",
    "en": "Units that are complete lend their kits to the others; {left} people are left until {deadline}.",
}


def sign(*, order: str, day: date, key: UUID) -> None:
    """Draft, word and sign the bulletin of a day on its evening, as the officer of headquarters does."""
    now = datetime.combine(day, _AT, tzinfo=timezone.get_default_timezone())
    actor = officers.actor_by_name(SIGNER, now=now)
    drafted = campaign.draft_bulletin(actor=actor, now=now, client_key=key, order=order, as_of=day)
    worded = campaign.word_bulletin(
        actor=actor, now=now, order=order, as_of=day, version=drafted.version, remarks={Section.CLOSING: _WORDS}
    )
    campaign.sign_bulletin(actor=actor, now=now, client_key=key, order=order, as_of=day, version=worded.version)
