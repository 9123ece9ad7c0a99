"""Pages of difficulties and guidance: desks, raising one, its life, the week, guidance and its readers (vướng mắc)."""
