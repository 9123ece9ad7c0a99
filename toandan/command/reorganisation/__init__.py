"""Reorganising administrative units (sắp xếp đơn vị hành chính).

The room takes a mapping of old units to new ones and leads everything that stands in the old ones to the new: people's
accounts by entries of the ledger, officers' posts, the view of orders. What never belongs here: which units there are
(units), where a single person moves (movements), and any figure of a board (campaign).
"""
