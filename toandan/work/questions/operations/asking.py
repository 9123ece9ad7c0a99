"""A citizen asks, without an account (đặt câu hỏi, gửi phản ánh)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.envelopes import seal
from toandan.ground.kernel import codes
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.names import seen
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.questions import rules
from toandan.work.questions.operations.errors import unable
from toandan.work.questions.queries.told import digest
from toandan.work.questions.words import ANYBODY, MOST_LETTERS, Sort, Topic

ASKED_OF = frozenset({UnitLevel.PROVINCE, UnitLevel.DISTRICT, UnitLevel.COMMUNE})
"""The levels whose police answer questions."""


def ask(
    *,
    now: datetime,
    unit: int,
    sort: Sort,
    topic: Topic,
    language: str,
    text: str,
    client_key: UUID,
    trapped: bool = False,
    seconds: float = 60.0,
) -> str:
    """Put a question to the police of a unit and return the code its answer is read by.

    What looks like spam is held for review: `trapped` tells that the field nobody sees was filled in, `seconds` how
    long the form was open. The same key returns the same code, as long as it brings the same question: whoever
    lost the answer on the way sends the form again. Raises UnableToAnswer.
    """
    said = seen(text).strip()
    if not said:
        raise unable("text_missing")
    if len(said) > MOST_LETTERS:
        raise unable("text_long", most=MOST_LETTERS)
    if units.by_number(unit).level not in ASKED_OF:
        raise unable("unit_unknown")
    marks = rules.marks_of(said, trapped=trapped, seconds=seconds)
    code = codes.code_of(digest("made", str(client_key)))
    content = seal(said.encode(), secret=settings.DOCUMENTS_KEY, about=f"{client_key}/asked")
    due_on = after_working_days(localdate(now), settings.QUESTION_DAYS)
    with acting(ANYBODY), connection.cursor() as cursor:
        cursor.execute(
            "SELECT o_question, o_fresh, o_same FROM questions_ask(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [client_key, digest("code", code), digest("text", rules.folded(said) or said), unit, sort.value,
             topic.value, language, content, due_on, now, " ".join(sorted(mark.value for mark in marks))],
        )  # fmt: skip
        question, fresh, same = cursor.fetchone() or (0, False, False)
        if not same:
            raise unable("sent_already")
        if fresh:
            append(
                actor=ANYBODY, verb="questions.question.ask", subject=f"question:{question}", unit=unit,
                detail={"kind": sort.value},
            )  # fmt: skip
    return code
