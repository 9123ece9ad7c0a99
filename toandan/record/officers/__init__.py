"""Accounts, posts at units, permission words, roles, and the scope a transaction works under (cán bộ).

An officer is an account, not a person of the register; what an officer may do follows from the posts held now.
"""
