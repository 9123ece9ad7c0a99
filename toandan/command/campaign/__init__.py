"""Orders, targets, coverage and pace (mệnh lệnh, chỉ tiêu, tiến độ).

The room turns balances of the ledger into the figures a commander reads: how many must be served, how many are done,
who stands in the way of the rest, and whether the pace is enough. It never counts people, holds no person data, and
moves nobody: whoever is done was posted by the room that did the work.
"""
