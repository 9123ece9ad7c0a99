"""The append-only, hash-chained audit of writes and of reads of persons (nhật ký).

Lines hold ids and words, never names of residents or other personal values, and point at nothing: there is no
foreign key, so that a line outlives everything it speaks of. Nothing here decides anything.
"""
