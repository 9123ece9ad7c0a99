"""Movements: how people come, go and change hands between units (biến động dân cư, thông báo theo danh sách).

A unit does not travel after its residents: it notifies the unit where they really live, by list, and that unit
collects; the room keeps the lists and moves responsibility by a two-sided hand-over. Births, deaths, registration and
absence are each one entry of the ledger beside what the ledger does not keep: the kind, the day it was reported, the
paper. A movement is undone by a counter-entry, never removed.

What never belongs here: the arithmetic of standings (ledger), what is written about a person (people), and the proof
that somebody has died (verification).
"""
