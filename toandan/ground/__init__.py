"""Pure Python: no Django, no clock, no input or output."""
