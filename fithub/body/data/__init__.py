"""Figures about bodies, movement and what is recommended, each file with its sources."""
