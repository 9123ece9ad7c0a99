"""Pages of evaluation: random samples that are checked again, score sheets, appeals (trang đánh giá)."""
