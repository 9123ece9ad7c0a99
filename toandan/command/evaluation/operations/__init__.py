"""Writing score sheets: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.command.evaluation.operations.appealing import appeal, decide
from toandan.command.evaluation.operations.commending import commend
from toandan.command.evaluation.operations.errors import SENTENCES, UnableToEvaluate
from toandan.command.evaluation.operations.leading import repoint
from toandan.command.evaluation.operations.sampling import plan_all_samples, plan_samples
from toandan.command.evaluation.operations.scoring import score, set_criteria

__all__ = [
    "SENTENCES",
    "UnableToEvaluate",
    "appeal",
    "commend",
    "decide",
    "plan_all_samples",
    "plan_samples",
    "repoint",
    "score",
    "set_criteria",
]
