"""Splink's settings, built from code for each engine out of a plain model (cấu hình Splink)."""

from collections.abc import Sequence
from typing import Any, Literal

from splink import SettingsCreator

from toandan.ground.linkage.comparisons import BLOCKS, COMPARISONS, ELSE, NULL, Comparison
from toandan.ground.linkage.model import Model

LinkType = Literal["link_only", "dedupe_only"]


def settings(
    model: Model | None,
    *,
    people: int,
    link_type: LinkType = "link_only",
    comparisons: Sequence[Comparison] = COMPARISONS,
    blocks: Sequence[Sequence[str]] = BLOCKS,
) -> SettingsCreator:
    """Return the settings for a register of so many people; without a model they are those to train with.

    Raises ModelIncomplete when the model lacks a level.
    """
    fitted = None if model is None else model.checked(tuple(comparisons)).for_people(people)
    return SettingsCreator(
        link_type=link_type,
        comparisons=[_comparison(comparison, fitted) for comparison in comparisons],
        blocking_rules_to_generate_predictions=[{"blocking_rule": rule(block)} for block in blocks],
        probability_two_random_records_match=0.5 / people if fitted is None else fitted.prior(people),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def rule(columns: Sequence[str]) -> str:
    """Return the SQL that says that two rows agree in all of these columns."""
    return " and ".join(f"l.{column} = r.{column}" for column in columns)


def _comparison(comparison: Comparison, model: Model | None) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.silent, "label_for_charts": NULL, "is_null_level": True}
    ]
    for level in comparison.levels:
        made: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.name}
        if level.frequency:
            made["tf_adjustment_column"] = level.frequency
        levels.append(made)
    levels.append({"sql_condition": "ELSE", "label_for_charts": ELSE})
    if model is not None:
        for made in levels[1:]:
            m, u = model.shares[comparison.name][made["label_for_charts"]]
            made |= {"m_probability": m, "u_probability": u}
    return {"output_column_name": comparison.name, "comparison_levels": levels}
