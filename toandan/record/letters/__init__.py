"""Letters: what leaves for, and comes from, authorities that run systems of their own (công văn liên thông).

The outbox numbers and signs, in the transaction of what the letter speaks of; the inbox takes a letter in once, however
often it comes, and shows which numbers have not come. What never belongs here: what a letter says and brings about,
which is for the room that wrote it.
"""
