"""Orders, targets, coverage and pace (mệnh lệnh, chỉ tiêu, tiến độ)."""
