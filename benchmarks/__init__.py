"""Measurements: each file is a command that prints its figures beside a limit or a peer measured in the same run."""
