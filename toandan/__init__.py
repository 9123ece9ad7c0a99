"""Toandan (toàn dân, "the whole people"): a citizen-ID coverage campaign from the order to the last resident."""
