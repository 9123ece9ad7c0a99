"""Reading difficulties and guidance; every function works inside the scope of its transaction."""

from toandan.work.difficulties.queries.alike import similar
from toandan.work.difficulties.queries.desks import (
    assigned_out,
    difficulties_by_unit,
    everything,
    late,
    raised_by,
    to_accept,
    to_answer,
    units_with_difficulties,
)
from toandan.work.difficulties.queries.guidance import (
    GuidanceUnknown,
    find_guidance,
    guidance,
    has_read,
    read_by,
    readers,
    unread,
    unread_versions,
    versions,
)
from toandan.work.difficulties.queries.sheets import (
    DifficultyUnknown,
    attachment,
    bucket_of,
    clock_of,
    difficulty,
    sheet,
)
from toandan.work.difficulties.queries.summary import summary
from toandan.work.difficulties.queries.timing import answered_on_time, due_difficulties

__all__ = [
    "DifficultyUnknown",
    "GuidanceUnknown",
    "answered_on_time",
    "assigned_out",
    "attachment",
    "bucket_of",
    "clock_of",
    "difficulties_by_unit",
    "difficulty",
    "due_difficulties",
    "everything",
    "find_guidance",
    "guidance",
    "has_read",
    "late",
    "raised_by",
    "read_by",
    "readers",
    "sheet",
    "similar",
    "summary",
    "to_accept",
    "to_answer",
    "units_with_difficulties",
    "unread",
    "unread_versions",
    "versions",
]
