"""Tests of background and nightly work."""
