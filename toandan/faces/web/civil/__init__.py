"""Pages of movements: record one, a unit's list, the clock of people registered nowhere (trang biến động)."""
