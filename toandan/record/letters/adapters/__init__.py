"""Ways to another authority's system (kết nối với hệ thống khác)."""
