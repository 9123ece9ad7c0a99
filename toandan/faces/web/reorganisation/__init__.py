"""Pages of reorganisations: send a mapping, read what it would do, carry it out, decide who is parked (sắp xếp)."""
