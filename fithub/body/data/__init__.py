"""Figures about bodies and movement, each file with its sources."""
