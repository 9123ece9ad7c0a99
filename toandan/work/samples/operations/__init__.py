"""Writing samples: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.work.samples.operations.checking import check
from toandan.work.samples.operations.drawing import draw, plan
from toandan.work.samples.operations.errors import SENTENCES, UnableToSample
from toandan.work.samples.operations.leading import repoint

__all__ = ["SENTENCES", "UnableToSample", "check", "draw", "plan", "repoint"]
