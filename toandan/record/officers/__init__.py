"""Accounts, posts at units, permission words, roles (cán bộ)."""
