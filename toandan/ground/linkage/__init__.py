"""Record linkage: which rows of two lists are the same person, and how sure that is (đối khớp hồ sơ).

Frames in, frames out: no Django, no clock, no files but those that DuckDB is pointed to. Nothing here decides about a
person; it weighs evidence and says what may be proposed and what a human must look at. What never belongs here: reading
lists of offices, writing cases, and who may see whom.
"""
