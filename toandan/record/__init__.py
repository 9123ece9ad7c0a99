"""Who, where, what was done."""
