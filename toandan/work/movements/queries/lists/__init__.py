"""Reading notification lists."""
