"""Measurements, run by command against a running FitHub; never by pytest."""
