"""What goes wrong around the program rather than in it: a server, a directory, a login (sự cố vận hành)."""


class Trouble(Exception):
    """Something the operator can mend; the message is one or more English sentences that say what and how."""
