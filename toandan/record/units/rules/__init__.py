"""Pure decisions about the hierarchy: numbering, walking it in time, and finding a unit by any spelling."""
