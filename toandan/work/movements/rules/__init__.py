"""Pure decisions of movements."""
