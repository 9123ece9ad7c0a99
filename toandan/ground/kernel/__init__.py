"""Personal number, names, partial date, period, state table, actor, findings, errors."""
