"""Measurements, run by command; never by pytest."""
