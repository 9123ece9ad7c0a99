"""Rolls: lists of people that enter and leave the register as files (danh sách nhân khẩu).

A roll is read, checked column by column, reported on, and only then written: people, claims on their numbers and the
opening postings of the ledger in one transaction a batch. What never belongs here: the rules of a person (people) and
the arithmetic of standings (ledger).
"""
