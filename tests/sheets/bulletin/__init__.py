"""The daily bulletin as a paper."""
