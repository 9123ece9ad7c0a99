"""A linear program with whole numbers, filled row by row and handed to HiGHS at once (bài toán quy hoạch nguyên)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Program:
    """Maximise a sum under rows; columns and rows are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._worth: list[float] = []
        self._low: list[float] = []
        self._high: list[float] = []
        self._whole: list[bool] = []
        self._rows: list[tuple[Sequence[int], Sequence[float], float, float]] = []

    def column(self, worth: float, low: float, high: float, *, whole: bool = False) -> int:
        """Add a variable between bounds; return its number."""
        self._worth.append(worth)
        self._low.append(low)
        self._high.append(high)
        self._whole.append(whole)
        return len(self._worth) - 1

    def row(self, columns: Sequence[int], factors: Sequence[float], low: float, high: float) -> None:
        """Add a row: the columns times their factors lie between both limits."""
        self._rows.append((columns, factors, low, high))

    def solve(
        self, *, seconds: float, gap: float, start: Mapping[int, float] | None = None, nodes: int | None = None
    ) -> tuple[NDArray[np.float64], float] | None:
        """Return the columns' values and the bound on the sum, or None when nothing was found in time.

        `nodes` ends the search at the same point on every machine. `start` holds values of whole columns that are
        known to be possible; the answer is no worse than they are.
        """
        import highspy

        highs = self._run(seconds, gap, start, nodes)
        info = highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        bound = float(info.mip_dual_bound) if any(self._whole) else float(info.objective_function_value)
        return np.array(highs.getSolution().col_value), bound

    def proven(self, *, seconds: float, gap: float, nodes: int | None = None) -> float | None:
        """Return what the sum of a program with whole columns cannot exceed, as far as proven in time; None if not."""
        import highspy

        highs = self._run(seconds, gap, None, nodes)
        # Of a program that cannot be kept or was not begun, HiGHS says nothing that holds.
        status = highspy.HighsModelStatus
        if highs.getModelStatus() not in {status.kOptimal, status.kTimeLimit, status.kSolutionLimit}:
            return None
        bound = float(highs.getInfo().mip_dual_bound)
        return bound if np.isfinite(bound) and bound < 1e20 else None

    def _run(self, seconds: float, gap: float, start: Mapping[int, float] | None, nodes: int | None) -> Any:
        from highspy._core import _Highs

        # The outer class of the same name prints its licence to the output that a command writes its answer to.
        highs: Any = _Highs()
        for name, value in (
            ("output_flag", False),
            ("time_limit", max(seconds, 0.1)),
            ("mip_rel_gap", gap),
            ("threads", 1),
        ):
            highs.setOptionValue(name, value)
        if nodes is not None:
            highs.setOptionValue("mip_max_nodes", nodes)
        highs.passModel(self._model())
        if start:
            known = np.array(list(start), dtype=np.int32)
            highs.setSolution(len(start), known, np.array(list(start.values()), dtype=np.float64))
        highs.run()
        return highs

    def _model(self) -> object:
        import highspy

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._worth), len(self._rows)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.array(self._worth)
        model.col_lower_, model.col_upper_ = np.array(self._low), np.array(self._high)
        model.row_lower_ = np.array([row[2] for row in self._rows])
        model.row_upper_ = np.array([row[3] for row in self._rows])
        lengths = [len(row[0]) for row in self._rows]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        model.a_matrix_.index_ = np.concatenate([np.asarray(row[0], dtype=np.int32) for row in self._rows])
        model.a_matrix_.value_ = np.concatenate([np.asarray(row[1], dtype=np.float64) for row in self._rows])
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in self._whole]
        return model
