"""The house's own commands: running, preparing and examining the program itself."""
