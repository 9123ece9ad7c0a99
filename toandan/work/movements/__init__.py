"""Population changes (biến động dân cư): births, deaths, registration, absence, and the clock of birthdays.

Every movement is one entry of the ledger beside what the ledger does not keep: the kind, the day it was reported, the
paper. A movement is undone by a counter-entry, never removed. Who a person is, people keeps; nothing is counted.
"""
