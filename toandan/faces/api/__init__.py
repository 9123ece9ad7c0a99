"""The REST interface for agencies, kits and other systems."""
