"""Pages of units: search, and one unit with its history (trang đơn vị hành chính)."""
