"""What goes wrong around the program rather than in it: a server, a directory, a login (sự cố vận hành)."""


class Trouble(Exception):
    """Something the operator can mend; the message says in the operator's language what it is and how."""
