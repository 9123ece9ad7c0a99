"""Journeys of an officer in a real browser."""
