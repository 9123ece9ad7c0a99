"""Pages of the register: search, one person, lists by standing, entering and correcting (trang dân cư)."""
