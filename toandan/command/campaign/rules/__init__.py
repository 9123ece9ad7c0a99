"""How figures follow from counts (quy tắc tính tiến độ): pure decisions, no clock and no database."""
