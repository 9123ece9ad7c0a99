"""Where the database is: the embedded server under our own launcher, or the operator's PostgreSQL."""
