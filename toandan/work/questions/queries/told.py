"""What whoever holds a code is told (tra cứu bằng mã)."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel import codes
from toandan.ground.kernel.errors import NotThere
from toandan.work.questions.queries.sheets import opened
from toandan.work.questions.words import OPEN, QuestionState, Told


class CodeUnknown(NotThere):
    """The code is mistyped, or no question has it."""

    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES[code], code=code)


SENTENCES = {
    "code_mistyped": _("This is no code: a sign is wrong or missing. Look at it once more."),
    "code_unknown": _("There is no question with this code."),
}


def told(typed: str) -> Told:
    """Return how the question with this code stands, whoever asks. Raises CodeUnknown, NotOpened."""
    code = codes.read_code(typed)
    if code is None:
        raise CodeUnknown("code_mistyped")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT client_key, at_no, state, due_on, asked_at, answer, answered_at, forgotten_at "
            "FROM questions_told(%s)",
            [digest("code", code)],
        )
        row = cursor.fetchone()
    if row is None:
        raise CodeUnknown("code_unknown")
    key, at, state, due_on, asked_at, answer, answered_at, forgotten_at = row
    return Told(
        at=at, asked_at=asked_at, due_on=due_on, closed=QuestionState(state) not in OPEN,
        answer=opened(answer, f"{key}/answered"), answered_at=answered_at, removed=forgotten_at is not None,
    )  # fmt: skip


def digest(what: str, text: str) -> bytes:
    """Return a keyed digest: who does not have the key can neither find a code by it nor compare two texts."""
    return hmac.new(settings.DOCUMENTS_KEY.encode(), f"questions.{what}.{text}".encode(), sha256).digest()
