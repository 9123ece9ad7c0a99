"""Words of the commands that need no database (từ ngữ)."""

TASK = "DAY[@UNIT][#ORDER/MEASURE/PERCENT] WORDS, such as '2026-12-20@00001#ML01/card/90 Rà soát'; may be repeated."
"""How a task is written."""
