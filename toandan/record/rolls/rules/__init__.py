"""Pure decisions about rolls: which heading means which column, and what is wrong with a row."""
