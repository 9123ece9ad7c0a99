"""What the public is shown of an order (công bố tiến độ).

Freezes, for each order that was opened to the public and each day, the figures that may be shown: a day late, as of a
sealed ledger entry, without small numbers. What never belongs here: people, figures that are not shown, pages.
"""
