"""The life cycle of an import run: from, to, verb (vòng đời của một lượt nhập)."""

from typing import NamedTuple

from toandan.record.rolls.words import RollsPermission, RunState


class Move(NamedTuple):
    """One allowed move of a run; `resumes` marks the moves a killed run takes when the same file comes again."""

    source: RunState
    target: RunState
    verb: str
    permission: RollsPermission
    resumes: bool = False


MOVES: tuple[Move, ...] = (
    Move(RunState.RECEIVED, RunState.CHECKING, "check", RollsPermission.IMPORT),
    Move(RunState.CHECKING, RunState.CHECKED, "report", RollsPermission.IMPORT),
    Move(RunState.CHECKING, RunState.REFUSED, "refuse", RollsPermission.IMPORT),
    Move(RunState.CHECKING, RunState.WRITING, "write", RollsPermission.IMPORT),
    Move(RunState.CHECKED, RunState.CHECKING, "check", RollsPermission.IMPORT),
    Move(RunState.REFUSED, RunState.CHECKING, "check", RollsPermission.IMPORT),
    Move(RunState.WRITING, RunState.DONE, "finish", RollsPermission.IMPORT),
    Move(RunState.WRITING, RunState.CHECKING, "resume", RollsPermission.IMPORT, resumes=True),
    Move(RunState.CHECKING, RunState.CHECKING, "resume", RollsPermission.IMPORT, resumes=True),
    Move(RunState.FAILED, RunState.CHECKING, "resume", RollsPermission.IMPORT, resumes=True),
    Move(RunState.RECEIVED, RunState.QUEUED, "queue", RollsPermission.IMPORT),
    Move(RunState.CHECKED, RunState.QUEUED, "queue", RollsPermission.IMPORT),
    Move(RunState.REFUSED, RunState.QUEUED, "queue", RollsPermission.IMPORT),
    Move(RunState.FAILED, RunState.QUEUED, "queue", RollsPermission.IMPORT),
    Move(RunState.QUEUED, RunState.CHECKING, "check", RollsPermission.IMPORT),
    Move(RunState.QUEUED, RunState.FAILED, "fail", RollsPermission.IMPORT),
    Move(RunState.RECEIVED, RunState.FAILED, "fail", RollsPermission.IMPORT),
    Move(RunState.CHECKING, RunState.FAILED, "fail", RollsPermission.IMPORT),
    Move(RunState.WRITING, RunState.FAILED, "fail", RollsPermission.IMPORT),
)


def may_move(source: RunState, target: RunState) -> bool:
    """Tell whether the table knows a move from `source` to `target`."""
    return any(move.source is source and move.target is target for move in MOVES)
