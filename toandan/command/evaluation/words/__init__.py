"""The room's words (từ ngữ của phòng)."""

from toandan.command.evaluation.words.attention import GRAVITY, SLOW, Attention, Helper, Notice, Reason, SlowUnit
from toandan.command.evaluation.words.scores import (
    FIRST_WEIGHTS,
    AppealRow,
    AppealState,
    AppealVerb,
    CommendationRow,
    Comparison,
    CriteriaRow,
    Criterion,
    EvaluationPermission,
    Figure,
    Missing,
    Remedy,
    SheetRow,
    Weights,
)

__all__ = [
    "FIRST_WEIGHTS",
    "GRAVITY",
    "SLOW",
    "AppealRow",
    "AppealState",
    "AppealVerb",
    "Attention",
    "CommendationRow",
    "Comparison",
    "CriteriaRow",
    "Criterion",
    "EvaluationPermission",
    "Figure",
    "Helper",
    "Missing",
    "Notice",
    "Reason",
    "Remedy",
    "SheetRow",
    "SlowUnit",
    "Weights",
]
