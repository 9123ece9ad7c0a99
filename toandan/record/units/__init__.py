"""The administrative hierarchy in time (đơn vị hành chính)."""
