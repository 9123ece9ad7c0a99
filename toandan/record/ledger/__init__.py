"""The double-entry ledger of people: entries, postings, standings, balances (sổ cái nhân khẩu)."""
