"""What the command `plan` says."""
