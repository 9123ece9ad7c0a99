"""The files rolls come in and go out as."""
