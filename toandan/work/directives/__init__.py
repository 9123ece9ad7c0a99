"""Directives from a draft to a measured effect (công văn chỉ đạo); never figures, which the ledger alone knows."""
