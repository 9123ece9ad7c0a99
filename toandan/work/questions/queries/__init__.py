"""Reading questions; but for `told`, every function works inside the scope of its transaction."""

from toandan.work.questions.queries.desks import (
    gone,
    held,
    late,
    newest,
    questions_by_unit,
    to_answer,
    units_with_questions,
)
from toandan.work.questions.queries.sheets import QuestionUnknown, sheet
from toandan.work.questions.queries.told import CodeUnknown, told

__all__ = [
    "CodeUnknown",
    "QuestionUnknown",
    "gone",
    "held",
    "late",
    "newest",
    "questions_by_unit",
    "sheet",
    "to_answer",
    "told",
    "units_with_questions",
]
